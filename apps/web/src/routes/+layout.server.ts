import { NotificationBadge, Site } from '@app/contract';
import { zoneOf } from '#lib/ui/zone.ts';
import { read } from '#lib/server/api.ts';
import { keepPreferences } from '#lib/server/preferences.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ cookies, fetch, locals }) => {
  const [site, badge] = await Promise.all([
    read(fetch, '/site', Site),
    read(fetch, '/notifications/badge', NotificationBadge),
  ]);
  const { viewer } = site;
  if (viewer) {
    // Before the first byte of the page is made, so that a new browser shows it as its owner likes it.
    keepPreferences(cookies, viewer.preferences);
    locals.theme = viewer.preferences.theme;
    locals.density = viewer.preferences.density;
  }
  return {
    site,
    badge,
    viewer,
    theme: locals.theme,
    /** Whether single keys do something. */
    shortcuts: cookies.get('shortcuts') !== 'off',
    zone: viewer?.preferences.zone ?? zoneOf(cookies.get('zone')),
  };
};
