import { Injectable } from '@nestjs/common';
import type { PollVote } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { EventLog, ProblemError, SealedVotes } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { whyNot } from '../access.rules.ts';
import { type LockedPost, lockPostAlone } from '../posts/lock-post.ts';
import { Poll } from './poll.entity.ts';
import { PollVoter } from './poll-voter.entity.ts';
import { boxOf, PollCountingService } from './poll-counting.service.ts';
import { isClosed, isVote } from './polls.rules.ts';

@Injectable()
export class PollsService {
  constructor(
    private readonly db: DataSource,
    private readonly sealed: SealedVotes,
    private readonly counting: PollCountingService,
    private readonly events: EventLog,
  ) {}

  /**
   * Takes a vote in a post's poll; where votes are by name, another one in its place.
   *
   * @throws ProblemError a refusal of the policy, `not-found`, `voting-closed`, `already-voted`, `invalid-ballot`
   */
  async vote(viewer: Viewer, postId: string, { choices }: PollVote): Promise<void> {
    const accountId = signedIn(viewer);
    const anonymous = await this.db.transaction(async (tx) => {
      const { poll, own, topic } = await mustTake(tx, viewer, postId, choices);
      // What has no order is kept in one order, so that equal votes are equal.
      const ballot = poll.kind === 'ranked' ? choices : choices.toSorted((a, b) => a - b);
      if (poll.homeVotes) {
        await tx.insert(PollVoter, { postId, accountId, choices: ballot });
        await this.events.append(tx, { name: 'poll.answered', postId, accountId });
        return false;
      }
      if (poll.anonymous) await this.sealed.put(tx, boxOf(postId), { voterId: accountId, vote: ballot });
      else {
        await keepNamed(tx, { postId, accountId }, { ballot, earlier: own?.choices ?? null });
        await this.tellOthers(tx, poll, topic);
      }
      return poll.anonymous;
    });
    if (!anonymous) return;
    // Voter and ballot never meet in a transaction. Broken off before this one, the vote lies unnoticed and
    // is given again in the same place; broken off after it, the job counts it.
    await this.db.transaction(async (tx) => {
      const { poll, topic } = await mustTake(tx, viewer, postId, choices);
      await tx.insert(PollVoter, { postId, accountId, choices: null });
      await this.counting.order(tx, postId);
      await this.tellOthers(tx, poll, topic);
    });
    await this.counting.count(postId).catch(() => undefined);
  }

  private async tellOthers(
    tx: EntityManager,
    { postId, isPublic }: Poll,
    { id: topicId, categoryId }: LockedPost['topic'],
  ): Promise<void> {
    if (isPublic) await this.events.append(tx, { name: 'poll.voted', postId, topicId, categoryId });
  }
}

/** A poll that takes this vote now, under its post's lock: votes of one poll come one after the other. */
async function mustTake(
  tx: EntityManager,
  viewer: Viewer,
  postId: string,
  choices: number[],
): Promise<{ poll: Poll; own: PollVoter | null; topic: LockedPost['topic'] }> {
  const { facts, topic } = await lockPostAlone(tx, postId);
  const refusal = whyNot(viewer, 'vote', facts.topic) ?? (facts.deleted === null ? null : 'post-deleted');
  if (refusal) throw new ProblemError(refusal);
  const poll = await tx.findOneBy(Poll, { postId });
  if (!poll) throw new ProblemError('not-found');
  const [{ now }] = await tx.query<[{ now: Date }]>(`select clock_timestamp() as now`);
  if (isClosed(poll, now))
    throw new ProblemError('voting-closed', { detail: `It is ${now.toISOString()} here` });
  if (!isVote(poll, choices)) throw new ProblemError('invalid-ballot');
  const own = await tx.findOneBy(PollVoter, { postId, accountId: signedIn(viewer) });
  // What other servers were told stands.
  if (own && (poll.anonymous || poll.homeVotes)) throw new ProblemError('already-voted');
  return { poll, own, topic };
}

async function keepNamed(
  tx: EntityManager,
  { postId, accountId }: Pick<PollVoter, 'postId' | 'accountId'>,
  { ballot, earlier }: { ballot: number[]; earlier: number[] | null },
): Promise<void> {
  if (earlier) await uncount(tx, postId, earlier);
  await tx.upsert(PollVoter, { postId, accountId, choices: ballot }, ['postId', 'accountId']);
  await tx.query(
    `insert into poll_ballot (post_id, choices, votes) values ($1, $2, 1)
     on conflict (post_id, choices) do update set votes = poll_ballot.votes + 1`,
    [postId, ballot],
  );
}

async function uncount(tx: EntityManager, postId: string, ballot: number[]): Promise<void> {
  await tx.query(`delete from poll_ballot where post_id = $1 and choices = $2 and votes = 1`, [
    postId,
    ballot,
  ]);
  await tx.query(`update poll_ballot set votes = votes - 1 where post_id = $1 and choices = $2`, [
    postId,
    ballot,
  ]);
}
