import { CategoryRight, type CategoryTagging } from '@app/contract';
import { textFields } from './forms.ts';

/** What staff have filled in about a category, as the API takes it. */
export function readCategoryForm(form: FormData) {
  const values = textFields(
    form,
    'slug',
    'name',
    'description',
    'colour',
    'position',
    'federated',
    'parent',
    'template',
  );
  const rightsOf = (who: string) => CategoryRight.options.filter((right) => form.has(`${who}.${right}`));
  const groups: Record<string, CategoryRight[]> = {};
  for (const slug of form.getAll('group').map(String)) {
    const rights = rightsOf(`group.${slug}`);
    if (rights.length > 0) groups[slug] = rights;
  }
  const sets: CategoryTagging['sets'] = {};
  for (const id of form.getAll('tagSet').map(String)) {
    const use = form.get(`tagSet.${id}`);
    if (use === 'offered' || use === 'required') sets[id] = use;
  }
  return {
    ...values,
    position: Number(values.position || '0'),
    federated: values.federated !== '',
    parent: values.parent === '' ? null : values.parent,
    tagging: { freeTags: form.has('freeTags'), sets },
    access: { guests: rightsOf('guests'), members: rightsOf('members'), groups },
  };
}
