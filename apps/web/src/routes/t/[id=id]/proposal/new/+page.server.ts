import { NewProposal, ProposalAddress, ProposalChoices } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { eveningIn, momentOf } from '#lib/governance/wall-time.ts';
import { m } from '#lib/paraglide/messages.js';
import { read, send, withHeaders } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import { zoneOf } from '#lib/ui/zone.ts';
import type { Actions, PageServerLoad } from './$types';

const VOTING_DAYS = 7;

export const load: PageServerLoad = async ({ fetch, params, parent, url }) => {
  const { viewer, zone: known } = await parent();
  if (!viewer) redirect(303, `/login?back=${encodeURIComponent(url.pathname)}`);
  const zone = known ?? 'UTC';
  return {
    ...(await read(fetch, `/topics/${params.id}/proposals/choices`, ProposalChoices)),
    zones: ['UTC', ...Intl.supportedValuesOf('timeZone').filter((name) => name !== 'UTC')],
    clientId: crypto.randomUUID(),
    defaults: { zone, closes: eveningIn(VOTING_DAYS, zone) },
  };
};

export const actions: Actions = {
  default: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const values = textFields(
      form,
      'title',
      'raw',
      'electorate',
      'closesAt',
      'zone',
      'quorum',
      'threshold',
      'blocking',
      'results',
      'clientId',
    );
    const zone = zoneOf(values.zone) ?? 'UTC';
    let address: ProposalAddress;
    try {
      const proposal = NewProposal.parse({
        ...values,
        blocking: values.blocking === 'yes',
        closesAt: momentOf(values.closesAt, zone),
      });
      // The same form sent twice opens one vote.
      const once = withHeaders(fetch, { 'idempotency-key': values.clientId });
      address = ProposalAddress.parse(await send(once, 'POST', `/topics/${params.id}/proposals`, proposal));
    } catch (cause) {
      const refused = refuse(cause, values);
      const { errors } = refused.data;
      if (errors['closesAt'] === m.invalid_value()) errors['closesAt'] = m.date_not_ahead();
      return refused;
    }
    redirect(303, `/t/${address.topicId}/proposal/${address.id}`);
  },
};
