import { Injectable } from '@nestjs/common';
import {
  type AccountRef,
  ElectionEvent,
  type ElectionMove,
  type ElectionProcess,
  type OfficerRole,
} from '@app/contract';
import { AccessView } from '@app/forum';
import { accountRefSql, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { nominationsOf } from '../candidacies/nominations-sql.ts';
import { challengesOf } from '../challenges/challenges-sql.ts';
import { claimsOf } from '../roll/own-roll.view.ts';
import { ElectionClock } from './election-clock.ts';
import { readFacts } from './process-facts.ts';
import { nextEvent } from './next-event.rules.ts';
import { nextStepOf } from './next-step.rules.ts';
import { PROCESS, type ProcessFacts } from './process.rules.ts';

const LINK = (alias: string) =>
  `jsonb_build_object('id', ${alias}.id::text, 'slug', ${alias}.slug, 'title', ${alias}.title)`;
const DATES = [
  'recordAt',
  'nominationsOpenAt',
  'nominationsCloseAt',
  'votingOpensAt',
  'votingClosesAt',
  'challengeEndsAt',
  'termsStartAt',
] as const;

type Row = Omit<
  ElectionProcess,
  | (typeof DATES)[number]
  | 'nominations'
  | 'challenges'
  | 'next'
  | 'step'
  | 'others'
  | 'may'
  | 'notices'
  | 'claims'
> &
  Record<(typeof DATES)[number], Date> & { onRoll: boolean };

@Injectable()
export class ProcessView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
    private readonly clock: ElectionClock,
  ) {}

  /** @throws ProblemError `not-found`, also for an election that the clock alone moves on; `gone` */
  async get(viewer: Viewer, electionId: string): Promise<ElectionProcess> {
    const hidden = await this.access.whyNotSeeTopic(viewer, electionId);
    if (hidden) throw new ProblemError(hidden);
    const [found]: Row[] = await this.db.query(
      `select e.id as "electionId", e.state, e.procedure, p.outcome, p.bylaws,
         (select coalesce(jsonb_agg(jsonb_build_object('account', ${accountRefSql('a')}, 'role', o.role) order by o.role, a.handle), '[]')
          from election_officer o join account a on a.id = o.account_id where o.election_id = e.id) as officers,
         (select jsonb_build_object('slug', o.slug::text, 'name', o.name) from office o where o.id = p.office_id) as office,
         p.record_at as "recordAt", p.nominations_open_at as "nominationsOpenAt",
         e.nominations_close_at as "nominationsCloseAt", p.voting_opens_at as "votingOpensAt",
         e.voting_closes_at as "votingClosesAt", p.challenge_ends_at as "challengeEndsAt",
         p.terms_start_at as "termsStartAt", p.dry_run as "dryRun",
         (select ${LINK('t')} from topic t where t.id = p.rerun_of_id) as "rerunOf",
         (select ${LINK('t')} from election_process r join topic t on t.id = r.election_id
          where r.rerun_of_id = e.id order by t.id desc limit 1) as rerun,
         (select o.role from election_officer o where o.election_id = e.id and o.account_id = $2) as role,
         exists (select from roll_entry r where r.election_id = e.id and r.account_id = $2) as "onRoll",
         (select coalesce(jsonb_agg(jsonb_build_object('batch', h.batch, 'size', h.size) order by h.batch), '[]')
          from tree_head h where h.election_id = e.id) as batches,
         case when e.state in ('suspended', 'cancelled', 'voided') then (select g.payload ->> 'reason' from gov_event g
           where g.topic_id = e.id and g.type in ('election.suspend', 'election.cancel', 'election.void')
           order by g.seq desc limit 1) end as "stoppedBecause",
         coalesce(p.setup -> 'text' ->> 'hallRoute', '') as "hallRoute"
       from election e join election_process p on p.election_id = e.id where e.id = $1`,
      [electionId, viewer.accountId],
    );
    if (!found) throw new ProblemError('not-found');
    const { onRoll, ...row } = found;
    const facts = await readFacts(this.db, electionId, this.clock.estimate());
    const nominations = await nominationsOf(this.db, electionId, viewer.accountId);
    const moves = await this.moves(row, viewer, facts);
    const next = nextEvent(row.state);
    const mine = nominations.find(({ account }) => account.id === viewer.accountId);
    const open =
      row.state === 'nominations' && facts.now < facts.nominationsCloseAt && viewer.accountId !== null;
    const mayNominate = open && row.role === null && (!mine || mine.state === 'nominated');
    const { state, role } = row;
    const { accountId: viewerId } = viewer;
    return {
      ...row,
      ...datesAsText(row),
      step: nextStepOf({ state, role, viewerId, onRoll, mayNominate, facts, moves, nominations }),
      nominations,
      challenges: await challengesOf(this.db, electionId),
      next: moves.find(({ event }) => event === next) ?? null,
      others: moves.filter(({ event }) => event !== next),
      may: {
        nominate: mayNominate,
        second: open,
        challenge:
          row.state === 'challenged' && viewer.accountId !== null && isAhead(row.challengeEndsAt, facts.now),
      },
      notices: { served: facts.noticed, roll: facts.rollSize },
      claims: row.role === null ? [] : await claimsOf(this.db, electionId, null),
    };
  }

  /** What the table of the process lets happen in this state, and what stands in the way. */
  private async moves(
    row: Pick<Row, 'electionId' | 'state' | 'role'>,
    { accountId }: Viewer,
    facts: ProcessFacts,
  ): Promise<ElectionMove[]> {
    const asked: { event: string; until: Date | null; account: AccountRef }[] = await this.db.query(
      `select p.event, p.until, ${accountRefSql('a')} as account from election_approval p join account a on a.id = p.account_id
       where p.election_id = $1 order by p.at`,
      [row.electionId],
    );
    return ElectionEvent.options.flatMap((event) => {
      const cell = PROCESS[row.state][event];
      if (!cell || cell.who === 'system') return [];
      const refusal = cell.guards.map((guard) => guard(facts)).find((code) => code !== null) ?? null;
      const askers = asked.filter((one) => one.event === event);
      const who = askers.map(({ account }) => account);
      const mine = mayAsk(cell.who, row.role) && !who.some(({ id }) => id === accountId);
      return [
        {
          event,
          who: cell.who,
          needsReason: cell.reason && who.length === 0,
          refusal,
          asked: who,
          until: askers[0]?.until?.toISOString() ?? null,
          mine,
        },
      ];
    });
  }
}

function mayAsk(who: ElectionMove['who'], role: OfficerRole | null): boolean {
  if (role === null) return false;
  return who === role || (who === 'two-officers' && role !== 'appeals-body');
}

function isAhead(at: Date | null, now: Date): boolean {
  return at !== null && at > now;
}

function datesAsText(row: Omit<Row, 'onRoll'>): Pick<ElectionProcess, (typeof DATES)[number]> {
  const text = DATES.map((name) => [name, (row[name] as Date | null)?.toISOString() ?? null]);
  return Object.fromEntries(text) as Pick<ElectionProcess, (typeof DATES)[number]>;
}
