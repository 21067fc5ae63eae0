import { Category, CategoryFollowState } from '@app/contract';
import { read } from '#lib/server/api.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ fetch, params, parent }) => {
  const path = `/categories/${encodeURIComponent(params.slug)}`;
  const category = await read(fetch, path, Category);
  const { viewer } = await parent();
  return { category, follow: viewer ? await read(fetch, `${path}/level`, CategoryFollowState) : null };
};
