import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Jobs } from '@app/platform';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import { ElectionClock } from '../elections/election-clock.ts';
import { SenseCheck } from './sense-check.entity.ts';

/** The job that ends a question; it takes `{ senseCheckId }`. */
export const CLOSE_SENSE_CHECK = 'sense-check:close';

/** Where answers without names wait for the end. */
export function boxOf(senseCheckId: string): string {
  return `sense-check:${senseCheckId}`;
}

/** Orders the end of each question. */
@Injectable()
export class SenseClock implements OnApplicationBootstrap {
  constructor(
    private readonly db: DataSource,
    private readonly jobs: Jobs,
    private readonly time: ElectionClock,
  ) {}

  /** A process that was killed leaves its job locked for hours; no end can wait for that. */
  async onApplicationBootstrap(): Promise<void> {
    await this.db.transaction(async (tx) => {
      for (const check of await tx.findBy(SenseCheck, { closedAt: IsNull() })) await this.schedule(tx, check);
    });
  }

  /** The one clock of all that is decided here. */
  now(tx: EntityManager): Promise<Date> {
    return this.time.now(tx);
  }

  async schedule(
    tx: EntityManager,
    { id: senseCheckId, closesAt }: Pick<SenseCheck, 'id' | 'closesAt'>,
  ): Promise<void> {
    const jobKey = `${CLOSE_SENSE_CHECK}:${senseCheckId}`;
    await this.jobs.add(tx, CLOSE_SENSE_CHECK, { senseCheckId }, { jobKey, runAt: closesAt });
  }
}
