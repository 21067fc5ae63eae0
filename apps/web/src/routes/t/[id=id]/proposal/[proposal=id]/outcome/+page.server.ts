import { DecisionAddress, StateOutcome } from '@app/contract';
import { error, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { send, withHeaders } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ parent, url }) => {
  const { viewer, proposal } = await parent();
  if (!viewer) redirect(303, `/login?back=${encodeURIComponent(url.pathname)}`);
  if (proposal.decision) redirect(303, `/decisions/${proposal.decision.id}`);
  if (!proposal.viewer?.mayConduct) error(403);
  return { clientId: crypto.randomUUID() };
};

export const actions: Actions = {
  default: async ({ fetch, params, request }) => {
    const values = textFields(await request.formData(), 'outcome', 'text', 'owner', 'reviewOn', 'clientId');
    let address: DecisionAddress;
    try {
      const { outcome, text, owner, reviewOn, clientId } = values;
      const stated = StateOutcome.parse({
        outcome,
        text,
        ...(owner.trim() ? { owner } : {}),
        ...(reviewOn ? { reviewOn } : {}),
      });
      const once = withHeaders(fetch, { 'idempotency-key': clientId });
      const answer = await send(once, 'POST', `/proposals/${params.proposal}/outcome`, stated);
      address = DecisionAddress.parse(answer);
    } catch (cause) {
      const refused = refuse(cause, values);
      const { errors } = refused.data;
      if (errors['owner'] === m.invalid_value()) errors['owner'] = m.proposal_owner_unknown();
      return refused;
    }
    redirect(303, `/decisions/${address.id}`);
  },
};
