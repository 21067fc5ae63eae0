import { Poll, type PollKind, PollVote, PollVoters } from '@app/contract';
import { error, fail, redirect } from '@sveltejs/kit';
import { postPath } from '#lib/forum/paths.ts';
import { m } from '#lib/paraglide/messages.js';
import { read, send } from '#lib/server/api.ts';
import { findPost } from '#lib/server/find-post.ts';
import { refuse } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ fetch, params }) => {
  const { topic, post } = await findPost(fetch, params);
  if (!post.poll) error(404);
  const named = post.poll.result !== null && !post.poll.anonymous && post.poll.home === null;
  return {
    topic,
    post,
    poll: post.poll,
    voters: named ? await read(fetch, `/posts/${post.id}/poll/voters`, PollVoters) : [],
  };
};

/** What was chosen, or why it is no vote; of a ranked poll, the options in the order of their ranks. */
function readChoices(kind: PollKind, form: FormData): { choices: number[]; problem?: string } {
  if (kind !== 'ranked') {
    const choices = form.getAll('choice').map(Number);
    return choices.length === 0 ? { choices, problem: m.poll_choose() } : { choices };
  }
  const ranked = [...form]
    .filter(([name, rank]) => name.startsWith('rank-') && rank !== '')
    .map(([name, rank]) => ({ option: Number(name.slice('rank-'.length)), rank: Number(rank) }))
    .toSorted((a, b) => a.rank - b.rank);
  const choices = ranked.map(({ option }) => option);
  if (choices.length === 0) return { choices, problem: m.poll_choose() };
  const inOrder = ranked.every(({ rank }, index) => rank === index + 1);
  return inOrder ? { choices } : { choices, problem: m.poll_ranks_wrong() };
}

export const actions: Actions = {
  vote: async ({ fetch, params, request }) => {
    const form = await request.formData();
    const { topic, post } = await findPost(fetch, params);
    const poll = await read(fetch, `/posts/${post.id}/poll`, Poll);
    const { choices, problem } = readChoices(poll.kind, form);
    if (problem) return fail(422, { values: { choices }, message: problem, errors: {} });
    try {
      await send(fetch, 'PUT', `/posts/${post.id}/poll/vote`, PollVote.parse({ choices }));
    } catch (cause) {
      const refused = refuse(cause, { choices });
      const { message, errors, values } = refused.data;
      return fail(refused.status, { values, message, errors });
    }
    redirect(303, postPath(topic, params.n));
  },
};
