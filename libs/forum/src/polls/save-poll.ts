import { ProblemError } from '@app/platform';
import type { EntityManager } from 'typeorm';
import { OutsidePollVote } from '../outside/outside-poll-vote.entity.ts';
import { Poll } from './poll.entity.ts';
import { PollVoter } from './poll-voter.entity.ts';
import { type PollDraft, readPoll, samePoll } from './polls.rules.ts';

/**
 * Keeps the poll that a post's text describes. Once somebody has voted it is not changed: nobody's vote
 * may come to mean something else.
 *
 * @throws ProblemError `invalid-poll`, `poll-has-votes`
 */
export async function savePoll(tx: EntityManager, postId: string, raw: string): Promise<void> {
  const draft = readPoll(raw);
  if (draft === 'invalid') throw new ProblemError('invalid-poll');
  const known = await tx.findOneBy(Poll, { postId });
  if (known ? draft !== null && samePoll(known, draft) : draft === null) return;
  if (known && (await hasVotes(tx, postId))) throw new ProblemError('poll-has-votes');
  if (known) await tx.delete(Poll, { postId });
  if (draft) await insertPoll(tx, postId, draft);
}

async function hasVotes(tx: EntityManager, postId: string): Promise<boolean> {
  return (await tx.existsBy(PollVoter, { postId })) || tx.existsBy(OutsidePollVote, { postId });
}

async function insertPoll(tx: EntityManager, postId: string, draft: PollDraft): Promise<void> {
  const [{ passed }] = await tx.query<[{ passed: boolean }]>(
    `select coalesce($1::timestamptz <= clock_timestamp(), false) as passed`,
    [draft.closesAt],
  );
  if (passed) throw new ProblemError('invalid-poll');
  await tx.insert(Poll, { postId, ...draft });
}
