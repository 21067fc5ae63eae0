import { Category, CategoryFollowState } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { categoryPath } from '#lib/forum/paths.ts';
import { read } from '#lib/server/api.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ fetch, params, parent, route, url }) => {
  const address = params.path.split('/').at(-1) ?? '';
  const path = `/categories/${encodeURIComponent(address)}`;
  const category = await read(fetch, path, Category);
  const here = categoryPath(category);
  // Where it stood before, or without what is around it: there are many ways to write its address, and one page.
  if (here !== `/c/${params.path}`) redirect(307, here + route.id.replace(/^.*\]/, '') + url.search);
  const { viewer, site } = await parent();
  return {
    category,
    address,
    /** What is directly inside of it. */
    parts: site.categories.filter(({ around }) => around.at(-1)?.id === category.id),
    follow: viewer ? await read(fetch, `${path}/level`, CategoryFollowState) : null,
  };
};
