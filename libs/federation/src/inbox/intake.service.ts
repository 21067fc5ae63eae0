import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { HANDLE, handlingKey } from './order-handling.ts';

/** A message whose sender is proven. */
export interface Arrival {
  origin: string;
  activityId: string;
  actor: string;
  type: string;
  body: string;
}

interface Waiting {
  arrival: Arrival;
  done: () => void;
  failed: (error: unknown) => void;
}

/** So many are stored in one statement. */
const AT_ONCE = 100;

const STORE = `
  with stored as (
    insert into ap_inbox (origin, activity_id, actor, type, body)
    select origin, activity_id, actor, type, body
    from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
      as given (origin, activity_id, actor, type, body)
    on conflict (origin, activity_id) do nothing returning origin
  )
  select graphile_worker.add_job($6, json_build_object('origin', origin), queue_name => key, job_key => key,
    job_key_mode => 'replace', max_attempts => 25)
  from unnest($7::text[], $8::text[]) as handling (origin, key)
  where origin in (select origin from stored)`;

/**
 * Stores messages with jobs to handle them, both or neither. What comes in while others are being stored
 * waits for them and is stored together: a commit for each would cost more than all that is written.
 */
@Injectable()
export class IntakeService {
  private waiting: Waiting[] = [];
  private isStoring = false;

  constructor(private readonly db: DataSource) {}

  /** Resolves when the message is safe; the same one again changes nothing. */
  store(arrival: Arrival): Promise<void> {
    const stored = new Promise<void>((done, failed) => this.waiting.push({ arrival, done, failed }));
    if (!this.isStoring) void this.storeAll();
    return stored;
  }

  private async storeAll(): Promise<void> {
    this.isStoring = true;
    while (this.waiting.length > 0) await this.storeTogether(this.waiting.splice(0, AT_ONCE));
    this.isStoring = false;
  }

  /** One that cannot be stored keeps no other out. */
  private async storeTogether(waiting: Waiting[]): Promise<void> {
    try {
      await this.insert(waiting.map(({ arrival }) => arrival));
      for (const { done } of waiting) done();
    } catch (error) {
      if (waiting.length === 1) waiting[0]!.failed(error);
      else for (const one of waiting) await this.storeTogether([one]);
    }
  }

  private async insert(arrivals: Arrival[]): Promise<void> {
    const columns = (['origin', 'activityId', 'actor', 'type', 'body'] as const).map((name) =>
      arrivals.map((arrival) => arrival[name]),
    );
    // In one order, so that no two processes wait for each other.
    const origins = [...new Set(columns[0])].toSorted();
    await this.db.query(STORE, [...columns, HANDLE, origins, origins.map(handlingKey)]);
  }
}
