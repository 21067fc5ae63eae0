import type { Poll as PollForViewer } from '@app/contract';
import type { EntityManager } from 'typeorm';
import type { Poll } from './poll.entity.ts';
import { type CountedBallot, isClosed, pollWinner, seesPollResult, votesByOption } from './polls.rules.ts';

type PollRow = Poll & {
  now: Date;
  voters: number;
  ballots: CountedBallot[];
  hasVoted: boolean;
  choices: number[] | null;
};

/**
 * The polls in these posts, by post id, as one viewer may see them: the one place that a count passes.
 * Whether the posts may be seen is the caller's to ask.
 */
export async function pollsOf(
  db: Pick<EntityManager, 'query'>,
  accountId: string | null,
  postIds: readonly string[],
): Promise<Map<string, PollForViewer>> {
  const rows = await db.query<PollRow[]>(
    `select p.post_id as "postId", p.kind, p.question, p.options, p.anonymous, p.results,
       p.closes_at as "closesAt", clock_timestamp() as now,
       (select count(*)::int from poll_voter v where v.post_id = p.post_id) as voters,
       (select coalesce(jsonb_agg(jsonb_build_object('choices', b.choices, 'votes', b.votes) order by b.choices), '[]')
        from poll_ballot b where b.post_id = p.post_id) as ballots,
       own.account_id is not null as "hasVoted", own.choices
     from poll p left join poll_voter own on own.post_id = p.post_id and own.account_id = $2
     where p.post_id = any($1::bigint[])`,
    [postIds, accountId],
  );
  return new Map(rows.map((row) => [row.postId, toPoll(row, accountId !== null)]));
}

function toPoll(row: PollRow, signedIn: boolean): PollForViewer {
  const { kind, question, options, anonymous, results, closesAt, voters, ballots, hasVoted, choices, now } =
    row;
  const closed = isClosed(row, now);
  return {
    kind,
    question,
    options: options.map((label, index) => ({ number: index + 1, label })),
    anonymous,
    results,
    closesAt: closesAt?.toISOString() ?? null,
    closed,
    voters,
    result: seesPollResult(row, hasVoted, now)
      ? {
          votes: votesByOption(row, ballots),
          winner: kind === 'ranked' ? pollWinner(options, ballots) : null,
        }
      : null,
    viewer: signedIn ? { hasVoted, choices, mayVote: !closed && !(anonymous && hasVoted) } : null,
  };
}
