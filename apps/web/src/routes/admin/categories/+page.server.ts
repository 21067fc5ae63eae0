import { Category, CategorySettings, GroupCard, NewCategory, TagSettings } from '@app/contract';
import { error, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { read, send } from '#lib/server/api.ts';
import { readCategoryForm } from '#lib/server/category-form.ts';
import { refuse } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, parent, url }) => {
  const { viewer } = await parent();
  if (viewer?.role !== 'staff') error(403, 'Only staff may do this', { code: 'staff-only' });
  const around = url.searchParams.get('in');
  const [categories, groups, tags, whole] = await Promise.all([
    read(fetch, '/categories', z.array(Category)),
    read(fetch, '/groups', z.array(GroupCard)),
    read(fetch, '/admin/tags', TagSettings),
    // A part of another category begins with a copy of its rights.
    around === null
      ? null
      : read(fetch, `/categories/${encodeURIComponent(around)}/settings`, CategorySettings),
  ]);
  return { categories, tagSets: tags.sets, whole, groups: groups.filter(({ builtIn }) => !builtIn) };
};

export const actions: Actions = {
  default: async ({ fetch, request }) => {
    const values = readCategoryForm(await request.formData());
    try {
      await send(fetch, 'POST', '/categories', NewCategory.parse(values));
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, `/admin/categories/${values.slug}`);
  },
};
