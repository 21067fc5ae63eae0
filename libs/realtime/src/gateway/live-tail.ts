import { Injectable } from '@nestjs/common';
import type { LiveEvent } from '@app/contract';
import { Client } from 'pg';
import type { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { Alarm } from '../alarm.ts';
import { CHANNEL } from '../dispatch/dispatch.service.ts';
import type { AccessChanged, PagesChanged } from '../dispatch/room-event.ts';

export type LoggedEvent = LiveEvent | ((AccessChanged | PagesChanged) & { seq: number });
type Log = Pick<Logger, 'warn'>;

const ROWS_AT_ONCE = 500;
const POLL_MS = 1000;
const BEHIND_MS = 3000;

/**
 * Reads in every web process what the dispatcher of any process has written. A notification only hurries
 * it: with none, it looks every second; and one writer means that ids become visible in their order.
 */
@Injectable()
export class LiveTail {
  private readonly alarm = new Alarm();
  private cursor = '0';
  private listener: Client | undefined;
  private running: Promise<void> | undefined;
  private stopping = false;
  /** When the log was last read to its end; milliseconds, never going back. */
  private readAt = Number.NEGATIVE_INFINITY;

  constructor(private readonly db: DataSource) {}

  /** Passes on every event from now on, once and in order. */
  async start(log: Log, onEvent: (event: LoggedEvent) => void): Promise<void> {
    const [{ last }] = await this.db.query<[{ last: string }]>(
      `select coalesce(max(id), 0) as last from live_event`,
    );
    this.cursor = last;
    this.running = this.run(log, onEvent);
  }

  /** Whether everything that is older than a few seconds has been passed on. */
  get keepsUp(): boolean {
    return performance.now() - this.readAt < BEHIND_MS;
  }

  /** How long ago the log was last read to its end; less than the pause between two looks counts as none. */
  get behindSeconds(): number {
    const behindMs = performance.now() - this.readAt - POLL_MS;
    return Number.isFinite(behindMs) ? Math.max(0, behindMs) / 1000 : 0;
  }

  async stop(): Promise<void> {
    this.stopping = true;
    this.alarm.ring();
    await this.running;
    await this.listener?.end();
  }

  private async run(log: Log, onEvent: (event: LoggedEvent) => void): Promise<void> {
    let told = false;
    while (!this.stopping) {
      try {
        this.listener ??= await this.listen();
        const rows = await this.passOn(onEvent);
        told = false;
        if (rows === ROWS_AT_ONCE) continue;
        this.readAt = performance.now();
      } catch (error) {
        if (!told) log.warn({ err: error }, 'live events are interrupted and go on from where they stopped');
        told = true;
      }
      await this.alarm.sleep(POLL_MS);
    }
  }

  private async passOn(onEvent: (event: LoggedEvent) => void): Promise<number> {
    const rows = await this.db.query<(LoggedEvent & { id: string })[]>(
      `select id, room, seq::float8 as seq, type, v, data from live_event
       where id > $1 order by id limit $2`,
      [this.cursor, ROWS_AT_ONCE],
    );
    for (const { id, ...event } of rows) {
      this.cursor = id;
      onEvent(event as LoggedEvent);
    }
    return rows.length;
  }

  private async listen(): Promise<Client> {
    const { options } = this.db;
    if (options.type !== 'postgres') throw new Error(`Live events need PostgreSQL, not ${options.type}`);
    const client = new Client({ connectionString: options.url, application_name: 'folkmoot-live' });
    const lost = () => {
      if (this.listener === client) this.listener = undefined;
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', () => this.alarm.ring());
    await client.connect();
    await client.query(`listen ${CHANNEL}`);
    return client;
  }
}
