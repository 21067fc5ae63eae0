import { Site } from '@app/contract';
import { read } from '#lib/server/api.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ fetch, locals }) => {
  const site = await read(fetch, '/site', Site);
  return { site, viewer: site.viewer, theme: locals.theme };
};
