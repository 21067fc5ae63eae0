import {
  Injectable,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
  type OnModuleInit,
} from '@nestjs/common';
import { Jobs } from '@app/platform';
import { DataSource, type EntityManager, In } from 'typeorm';
import { CLOSE_VOTING, COURSE, OPEN_VOTING, TELL_TURNOUT } from './clock-tasks.ts';
import { Election } from './election.entity.ts';

const MEASURE_EVERY_MS = 60_000;
/** Often enough for a page that is watched, too seldom to tell who collected a ballot just now. */
const COURSE_AGAIN_MS = 20_000;
const TURNOUT_EVERY_MS = 5 * 60_000;

/** The database's clock decides every deadline, so that all processes agree. */
@Injectable()
export class ElectionClock implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  /** Milliseconds to add to this process's steady clock to get the database's. */
  private offset = 0;
  private shiftMs = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: DataSource,
    private readonly jobs: Jobs,
  ) {}

  async onModuleInit(): Promise<void> {
    await this.measure();
    // A minute without an answer leaves the last measure standing; the steady clock hardly drifts.
    this.timer = setInterval(() => void this.measure().catch(() => undefined), MEASURE_EVERY_MS).unref();
  }

  /** A process that was killed leaves its job locked for hours; no deadline can wait for that. */
  async onApplicationBootstrap(): Promise<void> {
    await this.db.transaction(async (tx) => {
      const unfinished = await tx.findBy(Election, {
        phase: In(['announced', 'nominations', 'campaign', 'voting', 'counting']),
      });
      for (const election of unfinished) {
        await this.schedule(tx, election);
        if (election.procedure === 'officers') await this.scheduleCourse(tx, election.id, new Date());
        if (election.phase === 'voting') await this.scheduleTurnout(tx, election.id);
      }
    });
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
  }

  /** The time now, as the database has it: not when the transaction began, but after what it waited for. */
  async now(tx: EntityManager): Promise<Date> {
    const [{ now }]: [{ now: Date }] = await tx.query(`select clock_timestamp() as now`);
    return new Date(now.getTime() + this.shiftMs);
  }

  /** The database's time without asking it: casting a ballot must leave no trace there. */
  estimate(): Date {
    return new Date(performance.now() + this.offset + this.shiftMs);
  }

  /** Moves this process's idea of now, for elections that a demonstration or a spec lets happen at once. */
  shift(milliseconds: number): void {
    this.shiftMs += milliseconds;
  }

  /** Orders the jobs that move an election along; ordering them again changes nothing. */
  async schedule(
    tx: EntityManager,
    {
      id,
      nominationsCloseAt,
      votingClosesAt,
    }: Pick<Election, 'id' | 'nominationsCloseAt' | 'votingClosesAt'>,
  ): Promise<void> {
    await this.order(tx, OPEN_VOTING, id, nominationsCloseAt);
    await this.order(tx, CLOSE_VOTING, id, votingClosesAt);
  }

  /** Orders the next look at an election that officers conduct: at its next date, or soon where something is due. */
  async scheduleCourse(tx: EntityManager, electionId: string, now: Date): Promise<void> {
    const [{ next }] = await tx.query<[{ next: Date | null }]>(
      `select min(due.at) as next from election e join election_process p on p.election_id = e.id,
         lateral (values (case when p.roll_frozen_at is null then p.record_at end),
           (case when e.state = 'announced' then p.nominations_open_at end),
           (case when e.state = 'nominations' then e.nominations_close_at end),
           (case when e.state = 'sealed' then p.voting_opens_at end)) due (at)
       where e.id = $1 and e.phase in ('announced', 'nominations', 'campaign')`,
      [electionId],
    );
    if (next === null) return;
    // What is due and does not happen waits for something else, such as the notices.
    const soon = new Date(Date.now() + COURSE_AGAIN_MS);
    await this.order(tx, COURSE, electionId, next <= now ? soon : next);
  }

  /** Orders the next look at how many ballots were collected, on a full five minutes. */
  async scheduleTurnout(tx: EntityManager, electionId: string): Promise<void> {
    const past = Math.floor(Date.now() / TURNOUT_EVERY_MS);
    await this.order(tx, TELL_TURNOUT, electionId, new Date((past + 1) * TURNOUT_EVERY_MS));
  }

  private order(tx: EntityManager, task: string, electionId: string, runAt: Date): Promise<void> {
    return this.jobs.add(tx, task, { electionId }, { jobKey: `${task}:${electionId}`, runAt });
  }

  private async measure(): Promise<void> {
    const asked = performance.now();
    const [{ now }]: [{ now: Date }] = await this.db.query(`select clock_timestamp() as now`);
    this.offset = now.getTime() - (asked + performance.now()) / 2;
  }
}
