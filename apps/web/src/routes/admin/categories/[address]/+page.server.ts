import { Category, CategoryEdit, CategorySettings, GroupCard, TagSettings } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { read, send } from '#lib/server/api.ts';
import { readCategoryForm } from '#lib/server/category-form.ts';
import { refuse } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, url }) => {
  const account = url.searchParams.get('as') ?? '';
  const query = account === '' ? '' : `?account=${encodeURIComponent(account)}`;
  const settings = await read(
    fetch,
    `/categories/${encodeURIComponent(params.address)}/settings${query}`,
    CategorySettings,
  );
  const [groups, categories, tags] = await Promise.all([
    read(fetch, '/groups', z.array(GroupCard)),
    read(fetch, '/categories', z.array(Category)),
    read(fetch, '/admin/tags', TagSettings),
  ]);
  const parents = categories
    .filter(
      ({ id, domain, around }) =>
        domain === null && around.length < 2 && ![id, ...around.map((one) => one.id)].includes(settings.id),
    )
    .map(({ slug, name, around }) => ({ slug, name: [...around.map((one) => one.name), name].join(' › ') }));
  return { settings, account, parents, tagSets: tags.sets, groups: groups.filter(({ builtIn }) => !builtIn) };
};

export const actions: Actions = {
  default: async ({ fetch, params, request }) => {
    const values = readCategoryForm(await request.formData());
    const path = `/categories/${encodeURIComponent(params.address)}/settings`;
    try {
      await send(fetch, 'PUT', path, CategoryEdit.parse(values));
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, `/admin${path.replace('/settings', '')}?saved`);
  },
};
