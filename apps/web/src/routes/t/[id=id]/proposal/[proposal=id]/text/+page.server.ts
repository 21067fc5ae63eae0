import { ChangeProposal, ProposalSource } from '@app/contract';
import { error, redirect } from '@sveltejs/kit';
import { proposalPath } from '#lib/governance/proposals/paths.ts';
import { read, Refusal, send, withHeaders } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, parent, url }) => {
  const { viewer, proposal } = await parent();
  if (!viewer) redirect(303, `/login?back=${encodeURIComponent(url.pathname)}`);
  if (!proposal.viewer?.mayConduct) error(403);
  if (proposal.state !== 'open') redirect(303, proposalPath(proposal));
  return { source: await read(fetch, `/proposals/${params.proposal}/source`, ProposalSource) };
};

export const actions: Actions = {
  default: async ({ fetch, params, request }) => {
    const values = textFields(await request.formData(), 'raw', 'version');
    const path = `/proposals/${params.proposal}`;
    try {
      const based = withHeaders(fetch, { 'if-match': `"${values.version}"` });
      await send(based, 'PATCH', path, ChangeProposal.parse(values));
    } catch (cause) {
      const refused = refuse(cause, values);
      // The newest text is shown below; sending again is then a choice, not an accident.
      if (cause instanceof Refusal && cause.problem.code === 'stale-version') {
        const { version } = await read(fetch, `${path}/source`, ProposalSource);
        refused.data.values.version = String(version);
      }
      return refused;
    }
    redirect(303, `/t/${params.id}/proposal/${params.proposal}`);
  },
};
