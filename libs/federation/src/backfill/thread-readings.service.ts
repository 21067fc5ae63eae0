import { Injectable } from '@nestjs/common';
import type { ThreadReading } from '@app/contract';
import { AccessView } from '@app/forum';
import { signedIn, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { inMinutes, Later, STEPS } from '../threads/later.ts';
import { ThreadReader } from './thread-reader.ts';

const CONTINUE_SECONDS = 60;
/** What a reader opens is compared again when that is so long ago. */
const OLD_MINUTES = 10;
/** Who asks again so soon gets the answer that is there. */
const PAUSE_SECONDS = 60;

interface Row {
  step: number;
  etag: string | null;
  readAt: Date | null;
  nextAt: Date | null;
  listed: number | null;
  missing: number | null;
}

/** When threads from elsewhere are read again, so that what got lost on the way is found. */
@Injectable()
export class ThreadReadings {
  constructor(
    private readonly db: DataSource,
    private readonly later: Later,
    private readonly access: AccessView,
    private readonly reader: ThreadReader,
  ) {}

  /**
   * Looks for missing replies now.
   *
   * @throws ProblemError a refusal of the policy
   */
  async ask(viewer: Viewer, topicId: string): Promise<ThreadReading> {
    signedIn(viewer);
    const refusal = await this.access.whyNotSeeTopic(viewer, topicId);
    if (refusal) throw new ProblemError(refusal);
    const known = await this.row(topicId);
    const isFresh = known?.readAt && Date.now() - known.readAt.getTime() < PAUSE_SECONDS * 1000;
    if (!isFresh) {
      await this.db.transaction(async (tx) => {
        await tx.query(
          `insert into ap_thread (topic_id, next_at) values ($1, now())
           on conflict (topic_id) do update set next_at = now(), etag = null`,
          [topicId],
        );
        await this.later.orderReading(tx, topicId);
      });
    }
    return this.state(viewer, topicId);
  }

  /**
   * How complete a thread is, for somebody who opens it. Where it was not compared for a while, that is
   * ordered: for members, because crawlers open everything.
   *
   * @throws ProblemError a refusal of the policy
   */
  async opened(viewer: Viewer, topicId: string): Promise<ThreadReading> {
    const state = await this.state(viewer, topicId);
    const readAt = state.readAt === null ? null : Date.parse(state.readAt);
    const isOld = readAt !== null && Date.now() - readAt > OLD_MINUTES * 60_000;
    if (viewer.accountId !== null && isOld && !state.isReading)
      await this.db.transaction(async (tx) => {
        await tx.query(`update ap_thread set next_at = now() where topic_id = $1`, [topicId]);
        await this.later.orderReading(tx, topicId);
      });
    return state;
  }

  /** @throws ProblemError a refusal of the policy */
  async state(viewer: Viewer, topicId: string): Promise<ThreadReading> {
    const refusal = await this.access.whyNotSeeTopic(viewer, topicId);
    if (refusal) throw new ProblemError(refusal);
    const row = await this.row(topicId);
    return {
      readAt: row?.readAt?.toISOString() ?? null,
      isReading: row?.nextAt !== undefined && row.nextAt !== null && row.nextAt <= new Date(),
      listed: row?.listed ?? null,
      missing: row?.missing ?? null,
    };
  }

  /** Reads a thread and plans the next reading: soon if something was found or left, else later and later. */
  async read(topicId: string): Promise<void> {
    const row = await this.row(topicId);
    if (!row) return;
    const isThorough = row.step === STEPS.length - 1 || row.etag === null;
    const { found, listed, missing, etag, isSpent } = await this.reader.read(topicId, row.etag, isThorough);
    const step = found > 0 ? 0 : row.step + 1;
    const minutes = STEPS[step];
    const next = isSpent
      ? new Date(Date.now() + CONTINUE_SECONDS * 1000)
      : minutes === undefined
        ? null
        : inMinutes(minutes);
    await this.db.transaction(async (tx) => {
      await tx.query(
        `update ap_thread set step = $2, next_at = $3, read_at = now(), etag = $4,
           listed = coalesce($5, listed), missing = $6 where topic_id = $1`,
        [topicId, Math.min(step, STEPS.length - 1), next, etag, listed, missing],
      );
      if (next !== null) await this.later.orderReading(tx, topicId, next);
    });
  }

  private async row(topicId: string): Promise<Row | null> {
    const [row] = await this.db.query<Row[]>(
      `select step, etag, read_at as "readAt", next_at as "nextAt", listed, missing
       from ap_thread where topic_id = $1`,
      [topicId],
    );
    return row ?? null;
  }
}
