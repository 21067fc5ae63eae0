import { ElectionAct } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { allZones } from '#lib/governance/server/zones.ts';
import { momentOf } from '#lib/governance/wall-time.ts';
import { send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import { zoneOf } from '#lib/ui/zone.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent }) => {
  const { zone } = await parent();
  return { zones: allZones(), zoneHere: zone ?? 'UTC' };
};

export const actions: Actions = {
  act: async ({ fetch, params, request, url }) => {
    const values = textFields(await request.formData(), 'event', 'reason', 'until', 'zone');
    try {
      const until = momentOf(values.until, zoneOf(values.zone) ?? 'UTC');
      const act = ElectionAct.parse({ event: values.event, reason: values.reason, ...(until && { until }) });
      await send(fetch, 'POST', `/elections/${params.id}/process`, act);
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, url.pathname);
  },

  dryRun: async ({ fetch, params, url }) => {
    try {
      await send(fetch, 'POST', `/elections/${params.id}/dry-run`);
    } catch (cause) {
      return refuse(cause, { event: '', reason: '', until: '', zone: '' });
    }
    redirect(303, url.pathname);
  },
};
