import { Category } from '@app/contract';
import { read } from '#lib/server/api.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ fetch, params }) => ({
  category: await read(fetch, `/categories/${encodeURIComponent(params.slug)}`, Category),
});
