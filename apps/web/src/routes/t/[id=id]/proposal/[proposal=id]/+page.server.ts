import { CastVote, ProposalVersion, VoteList } from '@app/contract';
import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { listQuery } from '#lib/forum/paths.ts';
import { m } from '#lib/paraglide/messages.js';
import { read, send } from '#lib/server/api.ts';
import { refuse, textFields } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params, parent, url }) => {
  const { proposal } = await parent();
  const path = `/proposals/${params.proposal}`;
  return {
    votes: proposal.tally ? await read(fetch, `${path}/votes${listQuery(url)}`, VoteList) : null,
    versions: proposal.version > 1 ? await read(fetch, `${path}/versions`, z.array(ProposalVersion)) : [],
    voted: url.searchParams.has('voted'),
  };
};

/** What was filled in, or why it cannot be a vote. */
function readVote(form: FormData) {
  const values = textFields(form, 'choice', 'reason', 'version');
  const parsed = CastVote.safeParse(values);
  if (parsed.success) return { values, vote: parsed.data };
  const refused = refuse(parsed.error, values);
  const { errors } = refused.data;
  if ('choice' in errors) errors['choice'] = m.proposal_choose();
  if ('reason' in errors && values.reason.trim() === '') errors['reason'] = m.proposal_block_needs_reason();
  return { values, refused };
}

export const actions: Actions = {
  /** Shows the vote once more, in words, before it is cast. */
  review: async ({ request }) => {
    const { values, refused, vote } = readVote(await request.formData());
    return refused ?? { values, review: vote };
  },
  change: async ({ request }) => ({
    values: textFields(await request.formData(), 'choice', 'reason', 'version'),
  }),
  vote: async ({ fetch, params, request }) => {
    const { values, refused, vote } = readVote(await request.formData());
    if (refused) return refused;
    try {
      await send(fetch, 'PUT', `/proposals/${params.proposal}/vote`, vote);
    } catch (cause) {
      return refuse(cause, values);
    }
    redirect(303, `/t/${params.id}/proposal/${params.proposal}?voted`);
  },
};
