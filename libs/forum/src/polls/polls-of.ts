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

/** The row of a poll as JSON has it. */
export type PollJson = Omit<PollRow, 'closesAt' | 'now'> & { closesAt: string | null; now: string };

/**
 * The SQL expression for the poll in one post, as jsonb; null where there is none. What it gives passes through
 * `pollFrom`, the one place that a count passes. Whether the post may be seen is the caller's to ask.
 *
 * @param account placeholder of the viewer's account id, null for a guest
 */
export function pollSql(postId: string, account: string): string {
  return `(select jsonb_build_object('postId', poll.post_id::text, 'kind', poll.kind, 'question', poll.question,
       'options', poll.options, 'anonymous', poll.anonymous, 'results', poll.results, 'closesAt', poll.closes_at,
       'isPublic', poll.is_public, 'homeVotes', poll.home_votes, 'homeVoters', poll.home_voters, 'home', poll.home,
       'now', clock_timestamp(),
       'voters', (select count(*) from poll_voter v where v.post_id = poll.post_id),
       'ballots', (select coalesce(jsonb_agg(jsonb_build_object('choices', b.choices, 'votes', b.votes)
          order by b.choices), '[]') from poll_ballot b where b.post_id = poll.post_id),
       'outsideVoters', (select count(distinct o.actor) from outside_poll_vote o where o.post_id = poll.post_id),
       'outside', (select coalesce(jsonb_agg(jsonb_build_object('choices', array[o.choice], 'votes', o.votes)), '[]')
          from (select choice, count(*)::int as votes from outside_poll_vote
                where post_id = poll.post_id group by 1) o),
       'hasVoted', own.account_id is not null, 'choices', own.choices)
     from poll left join poll_voter own on own.post_id = poll.post_id and own.account_id = ${account}
     where poll.post_id = ${postId})`;
}

/** A poll as one viewer may see it. */
export function pollFrom({ closesAt, now, ...row }: PollJson, signedIn: boolean): PollForViewer {
  return toPoll(
    { ...row, closesAt: closesAt === null ? null : new Date(closesAt), now: new Date(now) },
    signedIn,
  );
}

/** The poll in one post as one viewer may see it; null where there is none. */
export async function pollOf(
  db: Pick<EntityManager, 'query'>,
  accountId: string | null,
  postId: string,
): Promise<PollForViewer | null> {
  const row = await pollRow(db, accountId, postId);
  return row && pollFrom(row, accountId !== null);
}

async function pollRow(
  db: Pick<EntityManager, 'query'>,
  accountId: string | null,
  postId: string,
): Promise<PollJson | null> {
  const [{ poll }] = await db.query<[{ poll: PollJson | null }]>(
    `select ${pollSql('$1::bigint', '$2::bigint')} as poll`,
    [postId, accountId],
  );
  return poll;
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
  const json = await pollRow(db, null, postId);
  if (!json?.isPublic || json.homeVotes || json.kind === 'ranked' || json.closesAt === null) return null;
  const row = { ...json, kind: json.kind, closesAt: new Date(json.closesAt), now: new Date(json.now) };
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
