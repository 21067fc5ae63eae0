import type { Poll as PollForViewer } from '@app/contract';
import type { EntityManager } from 'typeorm';
import type { Poll } from './poll.entity.ts';
import { type CountedBallot, isClosed, pollWinner, seesPollResult, votesByOption } from './polls.rules.ts';

type PollRow = Poll & {
  now: Date;
  voters: number;
  outsideVoters: number;
  outside: CountedBallot[];
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
  const rows = await pollRows(db, accountId, postIds);
  return new Map(rows.map((row) => [row.postId, toPoll(row, accountId !== null)]));
}

function pollRows(
  db: Pick<EntityManager, 'query'>,
  accountId: string | null,
  postIds: readonly string[],
): Promise<PollRow[]> {
  return db.query<PollRow[]>(
    `select p.post_id as "postId", p.kind, p.question, p.options, p.anonymous, p.results,
       p.closes_at as "closesAt", p.is_public as "isPublic",
       p.home_votes as "homeVotes", p.home_voters as "homeVoters",
       p.home, clock_timestamp() as now,
       (select count(*)::int from poll_voter v where v.post_id = p.post_id) as voters,
       (select coalesce(jsonb_agg(jsonb_build_object('choices', b.choices, 'votes', b.votes) order by b.choices), '[]')
        from poll_ballot b where b.post_id = p.post_id) as ballots,
       (select count(distinct o.actor)::int from outside_poll_vote o where o.post_id = p.post_id) as "outsideVoters",
       (select coalesce(jsonb_agg(jsonb_build_object('choices', array[o.choice], 'votes', o.votes)), '[]')
        from (select choice, count(*)::int as votes from outside_poll_vote where post_id = p.post_id group by 1) o
       ) as outside,
       own.account_id is not null as "hasVoted", own.choices
     from poll p left join poll_voter own on own.post_id = p.post_id and own.account_id = $2
     where p.post_id = any($1::bigint[])`,
    [postIds, accountId],
  );
}

function toPoll(row: PollRow, signedIn: boolean): PollForViewer {
  const { kind, question, options, anonymous, results, closesAt, ballots, hasVoted, choices, now } = row;
  const closed = isClosed(row, now);
  return {
    kind,
    question,
    options: options.map((label, index) => ({ number: index + 1, label })),
    anonymous,
    results,
    closesAt: closesAt?.toISOString() ?? null,
    closed,
    public: row.isPublic,
    voters: row.voters,
    home: row.home,
    outsideVoters: row.homeVoters ?? row.outsideVoters,
    // What stands on another server's page is no secret here.
    result:
      row.homeVotes || seesPollResult(row, hasVoted, now)
        ? {
            votes: withOutside(
              votesByOption(row, ballots),
              row.homeVotes ?? votesByOption(row, row.outside).map(({ votes }) => votes),
            ),
            winner: kind === 'ranked' ? pollWinner(options, ballots) : null,
          }
        : null,
    viewer: signedIn
      ? { hasVoted, choices, mayVote: !closed && !((anonymous || row.homeVotes) && hasVoted) }
      : null,
  };
}

type Counts = { number: number; votes: number }[];

function withOutside(members: Counts, outside: readonly number[]): (Counts[number] & { outside: number })[] {
  return members.map((one, index) => ({ ...one, outside: outside[index] ?? 0 }));
}

/** A public poll as other servers get it: all votes together, because they know one number. */
export interface PublicPoll {
  kind: 'single' | 'multiple';
  options: { label: string; votes: number | null }[];
  voters: number | null;
  closesAt: Date;
  closed: boolean;
}

/** Null where there is no poll that its author made public; counts are null as long as nobody may know them. */
export async function publicPollOf(
  db: Pick<EntityManager, 'query'>,
  postId: string,
): Promise<PublicPoll | null> {
  const [row] = await pollRows(db, null, [postId]);
  if (!row?.isPublic || row.homeVotes || row.kind === 'ranked' || row.closesAt === null) return null;
  // Its author chose that other servers see how it stands: whoever reads it there has not voted here.
  const isKnown = seesPollResult(row, true, row.now);
  const votes = votesByOption(row, [...row.ballots, ...row.outside]);
  return {
    kind: row.kind,
    options: row.options.map((label, index) => ({
      label,
      votes: isKnown ? (votes[index]?.votes ?? 0) : null,
    })),
    voters: isKnown ? row.voters + row.outsideVoters : null,
    closesAt: row.closesAt,
    closed: isClosed(row, row.now),
  };
}
