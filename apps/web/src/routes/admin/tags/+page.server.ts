import { TagPolicy, TagRename, TagSetWish, TagSettings } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import { readTags } from '#lib/tags/tag-path.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch }) => ({
  settings: await read(fetch, '/admin/tags', TagSettings),
});

export const actions: Actions = {
  policy: async ({ fetch, request }) => {
    const values = { form: 'policy', ...textFields(await request.formData(), 'createdBy', 'mostPerTopic') };
    return settle(values, () =>
      send(
        fetch,
        'PUT',
        '/admin/tags',
        TagPolicy.parse({ ...values, mostPerTopic: Number(values.mostPerTopic) }),
      ),
    );
  },
  set: async ({ fetch, request }) => {
    const values = textFields(await request.formData(), 'form', 'id', 'name', 'oneOf', 'tags');
    return settle(values, () => {
      const wish = TagSetWish.parse({
        name: values.name,
        oneOf: values.oneOf !== '',
        tags: readTags(values.tags),
      });
      return values.id === ''
        ? send(fetch, 'POST', '/admin/tag-sets', wish)
        : send(fetch, 'PUT', `/admin/tag-sets/${values.id}`, wish);
    });
  },
  removeSet: async ({ fetch, request }) => {
    const values = textFields(await request.formData(), 'form', 'id');
    return settle(values, () => send(fetch, 'DELETE', `/admin/tag-sets/${values.id}`));
  },
  rename: async ({ fetch, request }) => {
    const values = { form: 'rename', ...textFields(await request.formData(), 'tag', 'name', 'merge') };
    return settle(values, () =>
      send(
        fetch,
        'POST',
        `/admin/tags/${encodeURIComponent(values.tag)}/rename`,
        TagRename.parse({ name: values.name, merge: values.merge !== '' }),
      ),
    );
  },
  remove: async ({ fetch, request }) => {
    const values = { form: 'remove', ...textFields(await request.formData(), 'tag') };
    return settle(values, () => send(fetch, 'DELETE', `/admin/tags/${encodeURIComponent(values.tag)}`));
  },
};

async function settle(values: { form: string } & Record<string, string>, act: () => Promise<unknown>) {
  try {
    await act();
  } catch (cause) {
    return refuse(cause, values);
  }
  redirect(303, '/admin/tags?saved');
}
