import { Category, GroupCard, NewCategory } from '@app/contract';
import { error, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { read, send } from '#lib/server/api.ts';
import { readCategoryForm } from '#lib/server/category-form.ts';
import { refuse } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, parent }) => {
  const { viewer } = await parent();
  if (viewer?.role !== 'staff') error(403, 'Only staff may do this', { code: 'staff-only' });
  const [categories, groups] = await Promise.all([
    read(fetch, '/categories', z.array(Category)),
    read(fetch, '/groups', z.array(GroupCard)),
  ]);
  return { categories, groups: groups.filter(({ builtIn }) => !builtIn) };
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
