import { Injectable } from '@nestjs/common';
import { Jobs, SealedVotes } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { z } from 'zod';
import { lockPostAlone } from '../posts/lock-post.ts';

const COUNT_POLL = 'poll:count';
const Ballot = z.array(z.int().positive());

/** Where votes of an anonymous poll wait until they are counted. */
export function boxOf(postId: string): string {
  return `poll:${postId}`;
}

/** Counts what was voted without names. */
@Injectable()
export class PollCountingService {
  constructor(
    private readonly db: DataSource,
    private readonly jobs: Jobs,
    private readonly sealed: SealedVotes,
  ) {
    jobs.define(COUNT_POLL, (payload) => this.count((payload as { postId: string }).postId));
  }

  /** Has the poll counted in any case, whatever happens to this process. */
  async order(tx: EntityManager, postId: string): Promise<void> {
    await this.jobs.add(tx, COUNT_POLL, { postId }, { jobKey: `${COUNT_POLL}:${postId}` });
  }

  /**
   * Counts the votes that wait, of those who are said to have voted. All ballots of the poll are written
   * anew in their own order, so that none stands out as the latest; counting twice is counting once.
   */
  async count(postId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      await lockPostAlone(tx, postId);
      const voters = await tx.query<{ id: string }[]>(
        `select account_id as id from poll_voter where post_id = $1`,
        [postId],
      );
      const taken = await this.sealed.take(
        tx,
        boxOf(postId),
        voters.map(({ id }) => id),
      );
      for (const vote of taken) await countAmongAll(tx, postId, Ballot.parse(vote));
    });
  }
}

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
