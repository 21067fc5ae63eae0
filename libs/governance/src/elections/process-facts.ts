import type { EntityManager } from 'typeorm';
import type { ProcessFacts } from './process.rules.ts';

type Row = Omit<ProcessFacts, 'now'>;

/** What the guards of an election's course look at, as it is at this moment. */
export async function readFacts(
  tx: Pick<EntityManager, 'query'>,
  electionId: string,
  now: Date,
): Promise<ProcessFacts> {
  const [row] = await tx.query<[Row]>(
    `select p.nominations_open_at as "nominationsOpenAt", e.nominations_close_at as "nominationsCloseAt",
       p.voting_opens_at as "votingOpensAt", e.voting_closes_at as "votingClosesAt",
       p.challenge_ends_at as "challengeEndsAt", e.seats, e.roll_size as "rollSize",
       (select count(*)::int from election_notice n where n.election_id = e.id) as noticed,
       (select count(*)::int from candidacy c where c.election_id = e.id
          and (c.state = 'accepted' or c.appeal is not null)) as undecided,
       (select count(*)::int from candidacy c where c.election_id = e.id and c.state = 'admitted') as admitted,
       (select count(*)::int from roll_claim c where c.election_id = e.id and c.ruling is null) as "openClaims",
       p.roll_frozen_at is not null as "rollFrozen", p.dry_run is not null as "dryRunDone",
       coalesce((p.bylaws ->> 'acclamation')::boolean, false) as acclamation,
       coalesce((p.bylaws ->> 'quorum')::int, 0) as quorum,
       coalesce((select k.stored - coalesce(k.replaced, 0) from election_count k where k.election_id = e.id), 0) as cast,
       (select count(*)::int from challenge c where c.election_id = e.id and c.ruling is null) as "openChallenges",
       (select count(*)::int from challenge c where c.election_id = e.id and c.ruling = 'upheld') as "upheldChallenges"
     from election e join election_process p on p.election_id = e.id where e.id = $1`,
    [electionId],
  );
  return { ...row, now };
}
