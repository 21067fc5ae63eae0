import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { eventHash, FIRST_PREV_HASH, payloadHashOf } from './chain.ts';
import { GovEvent } from './gov-event.entity.ts';

/** Two transactions that append take turns, since each line names the one before. */
const CHAIN_LOCK = 0x676f76;

/** The hash-chained log of everything that governs. Never write into it what casting or collecting a ballot did. */
@Injectable()
export class GovLog {
  /** Appends a line inside the caller's transaction. */
  async append(
    tx: EntityManager,
    line: {
      topicId: string | null;
      type: string;
      actorId: string | null;
      at: Date;
      payload: GovEvent['payload'];
    },
  ): Promise<void> {
    await tx.query(`select pg_advisory_xact_lock($1)`, [CHAIN_LOCK]);
    const [last] = await tx.query<{ seq: string; hash: Buffer }[]>(
      `select seq, hash from gov_event order by seq desc limit 1`,
    );
    // Hashed is what will come back from the database, where nothing is undefined.
    const payload = JSON.parse(JSON.stringify(line.payload)) as GovEvent['payload'];
    const event = {
      ...line,
      seq: String(Number(last?.seq ?? 0) + 1),
      payloadHash: payloadHashOf(payload),
      prevHash: last?.hash ?? FIRST_PREV_HASH,
    };
    await tx.query(
      `insert into gov_event (seq, topic_id, type, actor_id, at, payload, payload_hash, prev_hash, hash)
       values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9)`,
      [
        event.seq,
        event.topicId,
        event.type,
        event.actorId,
        event.at,
        JSON.stringify(payload),
        event.payloadHash,
        event.prevHash,
        eventHash(event),
      ],
    );
  }
}
