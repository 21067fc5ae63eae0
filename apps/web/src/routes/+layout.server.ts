import { Site } from '@app/contract';
import { zoneOf } from '#lib/ui/zone.ts';
import { read } from '#lib/server/api.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ cookies, fetch, locals }) => {
  const site = await read(fetch, '/site', Site);
  return { site, viewer: site.viewer, theme: locals.theme, zone: zoneOf(cookies.get('zone')) };
};
