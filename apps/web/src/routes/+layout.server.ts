import { NotificationBadge, Site } from '@app/contract';
import { zoneOf } from '#lib/ui/zone.ts';
import { read } from '#lib/server/api.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ cookies, fetch, locals }) => {
  const [site, badge] = await Promise.all([
    read(fetch, '/site', Site),
    read(fetch, '/notifications/badge', NotificationBadge),
  ]);
  return { site, badge, viewer: site.viewer, theme: locals.theme, zone: zoneOf(cookies.get('zone')) };
};
