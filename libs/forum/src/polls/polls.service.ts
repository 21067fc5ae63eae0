import { Injectable } from '@nestjs/common';
import type { PollVote } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { whyNot } from '../access.rules.ts';
import { lockPostAlone } from '../posts/lock-post.ts';
import { Poll } from './poll.entity.ts';
import { PollVoter } from './poll-voter.entity.ts';
import { isClosed, isVote } from './polls.rules.ts';

@Injectable()
export class PollsService {
  constructor(private readonly db: DataSource) {}

  /**
   * Takes a vote in a post's poll; where votes are by name, another one in its place.
   *
   * @throws ProblemError a refusal of the policy, `not-found`, `voting-closed`, `already-voted`, `invalid-ballot`
   */
  async vote(viewer: Viewer, postId: string, { choices }: PollVote): Promise<void> {
    const accountId = signedIn(viewer);
    await this.db.transaction(async (tx) => {
      // Under the post's lock, so that two votes of one poll are counted one after the other.
      const { facts } = await lockPostAlone(tx, postId);
      const refusal = whyNot(viewer, 'vote', facts.topic) ?? (facts.deleted === null ? null : 'post-deleted');
      if (refusal) throw new ProblemError(refusal);
      const poll = await tx.findOneBy(Poll, { postId });
      if (!poll) throw new ProblemError('not-found');
      const [{ now }] = await tx.query<[{ now: Date }]>(`select clock_timestamp() as now`);
      if (isClosed(poll, now))
        throw new ProblemError('voting-closed', { detail: `It is ${now.toISOString()} here` });
      if (!isVote(poll, choices)) throw new ProblemError('invalid-ballot');
      // What has no order is kept in one order, so that equal votes are equal.
      const ballot = poll.kind === 'ranked' ? choices : choices.toSorted((a, b) => a - b);
      const own = await tx.findOneBy(PollVoter, { postId, accountId });
      if (poll.anonymous) {
        if (own) throw new ProblemError('already-voted');
        await tx.insert(PollVoter, { postId, accountId, choices: null });
        await countAmongAll(tx, postId, ballot);
      } else {
        if (own?.choices) await uncount(tx, postId, own.choices);
        await tx.upsert(PollVoter, { postId, accountId, choices: ballot }, ['postId', 'accountId']);
        await tx.query(
          `insert into poll_ballot (post_id, choices, votes) values ($1, $2, 1)
           on conflict (post_id, choices) do update set votes = poll_ballot.votes + 1`,
          [postId, ballot],
        );
      }
    });
  }
}

/** Counts a ballot by writing all ballots of the poll anew, in their own order: none stands out as the latest. */
async function countAmongAll(tx: EntityManager, postId: string, ballot: number[]): Promise<void> {
  const known = await tx.query<{ choices: number[]; votes: number }[]>(
    `with taken as (delete from poll_ballot where post_id = $1 returning choices, votes)
     select choices, sum(votes)::int as votes
     from (select choices, votes from taken union all select $2::int[], 1) every
     group by choices order by choices`,
    [postId, ballot],
  );
  for (const { choices, votes } of known) {
    await tx.query(`insert into poll_ballot (post_id, choices, votes) values ($1, $2, $3)`, [
      postId,
      choices,
      votes,
    ]);
  }
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
