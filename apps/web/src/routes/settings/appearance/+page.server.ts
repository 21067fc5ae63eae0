import { Preferences } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import { keepPreferences } from '#lib/server/preferences.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({
  zones: Intl.supportedValuesOf('timeZone'),
  saved: url.searchParams.has('saved'),
});

export const actions: Actions = {
  default: async ({ cookies, fetch, request }) => {
    const values = textFields(await request.formData(), 'language', 'zone', 'theme', 'density');
    try {
      const preferences = Preferences.parse({ ...values, zone: values.zone || null });
      await send(fetch, 'PUT', '/profile/preferences', preferences);
      keepPreferences(cookies, preferences);
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, '/settings/appearance?saved');
  },
};
