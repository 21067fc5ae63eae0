import {
  MOST_SENSE_OPTIONS,
  NewSenseCheck,
  SenseCheckAddress,
  TopicProposals,
  TopicWindow,
} from '@app/contract';
import { error, redirect } from '@sveltejs/kit';
import { topicPath } from '#lib/forum/paths.ts';
import { eveningIn, momentOf } from '#lib/governance/wall-time.ts';
import { m } from '#lib/paraglide/messages.js';
import { read, send, withHeaders } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import { zoneOf } from '#lib/ui/zone.ts';
import type { Actions, PageServerLoad } from './$types';

const DAYS = 2;
const NUMBERS = Array.from({ length: MOST_SENSE_OPTIONS }, (_, index) => index + 1);

export const load: PageServerLoad = async ({ fetch, params, parent, url }) => {
  const { viewer, zone: known } = await parent();
  if (!viewer) redirect(303, `/login?back=${encodeURIComponent(url.pathname)}`);
  const { topic } = await read(fetch, `/topics/${params.id}?limit=1`, TopicWindow);
  const { may } = await read(fetch, `/topics/${params.id}/proposals`, TopicProposals);
  if (!may.askSense) error(403, m.problem_not_allowed());
  const zone = known ?? 'UTC';
  return {
    topic,
    zones: ['UTC', ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC')],
    clientId: crypto.randomUUID(),
    defaults: { zone, closes: eveningIn(DAYS, zone) },
  };
};

export const actions: Actions = {
  default: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const values = {
      ...textFields(form, 'question', 'closesAt', 'zone', 'shown', 'clientId'),
      options: NUMBERS.map((n) => ({
        label: textFields(form, `label-${n}`)[`label-${n}`]?.trim() ?? '',
        meaning: textFields(form, `meaning-${n}`)[`meaning-${n}`]?.trim() ?? '',
      })),
    };
    let address: SenseCheckAddress;
    try {
      const check = NewSenseCheck.parse({
        question: values.question,
        options: values.options.filter(({ label }) => label !== ''),
        closesAt: momentOf(values.closesAt, zoneOf(values.zone) ?? 'UTC'),
        anonymous: values.shown === 'anonymous',
        results: values.shown === 'after-answer' ? 'after-answer' : 'after-close',
        clientId: values.clientId,
      });
      const once = withHeaders(fetch, { 'idempotency-key': values.clientId });
      address = SenseCheckAddress.parse(await send(once, 'POST', `/topics/${params.id}/sense-checks`, check));
    } catch (cause) {
      const refused = refuse(cause, values);
      const { errors } = refused.data;
      if (errors['closesAt'] === m.invalid_value()) errors['closesAt'] = m.date_not_ahead();
      if (errors['options']) errors['options'] = m.sense_options_wrong();
      return refused;
    }
    const { topic } = await read(fetch, `/topics/${params.id}?limit=1`, TopicWindow);
    redirect(303, `${topicPath(topic)}#sense-${address.id}`);
  },
};
