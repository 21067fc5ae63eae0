import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Jobs } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';

export const READ_THREAD = 'federation:read-thread';
export const PLACE_ORPHAN = 'federation:place-orphan';

/** After how many minutes a thread that came from elsewhere is read again; each reading plans the next. */
export const STEPS = [15, 60, 6 * 60, 24 * 60];

/** When a reply without its parent is tried again, in minutes after the last try. */
const TRIES = [1, 10, 60, 6 * 60, 24 * 60, 3 * 24 * 60];

const MOST_REMEMBERED = 10_000;

/** Plans what has to be looked at again. */
@Injectable()
export class Later {
  private readonly planned = new Set<string>();

  constructor(
    private readonly db: DataSource,
    private readonly jobs: Jobs,
  ) {}

  /** Plans the first reading of a thread with posts from elsewhere; once is enough. */
  async readThread(topicId: string): Promise<void> {
    if (this.planned.has(topicId)) return;
    if (this.planned.size >= MOST_REMEMBERED) this.planned.clear();
    const at = inMinutes(STEPS[0]!);
    await this.db.transaction(async (tx) => {
      const rows = await tx.query<unknown[]>(
        `insert into ap_thread (topic_id, next_at) values ($1, $2) on conflict do nothing returning topic_id`,
        [topicId, at],
      );
      if (rows.length > 0) await this.orderReading(tx, topicId, at);
    });
    this.planned.add(topicId);
  }

  /** One reading of a thread at a time; the one that is ordered last counts. */
  orderReading(tx: EntityManager, topicId: string, runAt?: Date): Promise<void> {
    const key = `${READ_THREAD}:${topicId}`;
    return this.jobs.add(tx, READ_THREAD, { topicId }, { jobKey: key, queue: key, ...(runAt && { runAt }) });
  }

  /** @param attempt how often it was tried before; after the last time nothing is planned */
  async tryOrphan(id: string, attempt: number): Promise<void> {
    const minutes = TRIES[attempt];
    if (minutes === undefined) return;
    const key = `${PLACE_ORPHAN}:${createHash('sha256').update(id).digest('hex').slice(0, 32)}`;
    const runAt = inMinutes(minutes);
    await this.jobs.add(this.db.manager, PLACE_ORPHAN, { id, attempt }, { jobKey: key, runAt });
  }
}

export function inMinutes(minutes: number): Date {
  return new Date(Date.now() + minutes * 60_000);
}
