import { ChangeNotificationPreferences, NotificationEvent, NotificationPreferences } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, url }) => ({
  chosen: await read(fetch, '/notification-preferences', NotificationPreferences),
  saved: url.searchParams.has('saved'),
});

export const actions: Actions = {
  save: async ({ fetch, request }) => {
    const form = await request.formData();
    const quiet = { on: form.has('quiet'), ...textFields(form, 'from', 'until') };
    try {
      const change = ChangeNotificationPreferences.parse({
        events: Object.fromEntries(NotificationEvent.options.map((event) => [event, channels(form, event)])),
        quiet: quiet.on ? { from: minuteOf(quiet.from), until: minuteOf(quiet.until) } : null,
        zone: form.get('zone') ?? undefined,
        categories: [...form.entries()]
          .filter(([name]) => name.startsWith('category.'))
          .map(([name, reach]) => ({ id: name.slice('category.'.length), reach })),
      });
      await send(fetch, 'PUT', '/notification-preferences', change);
    } catch (cause) {
      return refuse(cause, quiet);
    }
    redirect(303, '/settings/notifications?saved');
  },
  remove: async ({ fetch, request }) => {
    const { id } = textFields(await request.formData(), 'id');
    try {
      await send(fetch, 'DELETE', `/push-devices/${encodeURIComponent(id)}`);
    } catch (cause) {
      return refuse(cause, null);
    }
    redirect(303, '/settings/notifications');
  },
};

function channels(form: FormData, event: string) {
  return {
    site: form.has(`${event}.site`),
    push: form.has(`${event}.push`),
    mail: form.get(`${event}.mail`),
  };
}

/** `22:30` as minutes after midnight; not a number for anything else. */
function minuteOf(time: string): number {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(time) ?? [];
  return Number(hours) * 60 + Number(minutes);
}
