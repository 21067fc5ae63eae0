import { Injectable } from '@nestjs/common';
import type { DraftSteps, OwnRollEntry, RollClaim, RollReason } from '@app/contract';
import { AccessView } from '@app/forum';
import { accountRefSql, signedIn, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { exclusionOf } from './exclusions.rules.ts';
import { standingAt, type StandingType } from './standing.rules.ts';

interface Row {
  group: string;
  recordAt: Date;
  frozen: boolean;
  leaf: string | null;
  joinedAt: Date | null;
  state: string;
  setup: DraftSteps | null;
  handle: string;
}

/** What the roll of an election says about the viewer, and why. */
@Injectable()
export class OwnRollView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  /** @throws ProblemError `not-found`, `gone`, `sign-in-required` */
  async get(viewer: Viewer, electionId: string): Promise<OwnRollEntry> {
    const hidden = await this.access.whyNotSeeTopic(viewer, electionId);
    if (hidden) throw new ProblemError(hidden);
    const accountId = signedIn(viewer);
    const [row]: Row[] = await this.db.query(
      `select e.electorate_name as "group", coalesce(p.record_at, e.opened_at) as "recordAt", e.state,
         p.election_id is null or p.roll_frozen_at is not null as frozen, encode(r.leaf, 'hex') as leaf,
         m.joined_at as "joinedAt", p.setup, (select handle::text from account where id = $2) as handle
       from election e left join election_process p on p.election_id = e.id
         left join roll_entry r on r.election_id = e.id and r.account_id = $2
         left join account_group g on g.slug = e.electorate_slug
         left join group_membership m on m.group_id = g.id and m.account_id = $2
       where e.id = $1`,
      [electionId, accountId],
    );
    if (!row) throw new ProblemError('not-found');
    const events: { type: StandingType; at: Date }[] = await this.db.query(
      `select type, at from standing_event where account_id = $1 order by at, id`,
      [accountId],
    );
    const { state, recordAt, group, frozen, leaf, setup, handle } = row;
    const note = leaf === null && setup ? exclusionOf(setup, handle) : null;
    const { reason, since } =
      note === null ? why(row, standingAt(events, recordAt)) : { reason: 'excluded' as const, since: null };
    return {
      group,
      frozen,
      leaf,
      recordAt: recordAt.toISOString(),
      onRoll: row.leaf !== null,
      reason,
      since: since?.toISOString() ?? null,
      note,
      claims: await claimsOf(this.db, electionId, accountId),
      mayClaim: ['announced', 'nominations', 'scrutiny', 'campaign'].includes(state) && row.leaf === null,
    };
  }
}

/** All claims about a roll, or those that one account made. */
export async function claimsOf(
  db: Pick<DataSource, 'query'>,
  electionId: string,
  byId: string | null,
): Promise<RollClaim[]> {
  return db.query(
    `select c.id, c.kind, ${accountRefSql('a')} as about, ${accountRefSql('b')} as by, c.text, c.ruling,
       c.ruling_reason as "rulingReason"
     from roll_claim c join account a on a.id = c.account_id join account b on b.id = c.by_id
     where c.election_id = $1 and ($2::bigint is null or c.by_id = $2) order by c.id`,
    [electionId, byId],
  );
}

function why(
  { leaf, joinedAt, recordAt }: Row,
  standing: ReturnType<typeof standingAt>,
): { reason: RollReason; since: Date | null } {
  const bad = standing?.good === false ? (standing.type as RollReason) : null;
  const fits = joinedAt !== null && joinedAt <= recordAt && bad === null;
  if (leaf !== null)
    return fits ? { reason: 'member-of-group', since: joinedAt } : { reason: 'corrected', since: null };
  if (joinedAt === null) return { reason: 'not-in-group', since: null };
  if (bad !== null) return { reason: bad, since: standing?.at ?? null };
  return joinedAt > recordAt
    ? { reason: 'joined-later', since: joinedAt }
    : { reason: 'corrected', since: null };
}
