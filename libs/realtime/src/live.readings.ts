import { Injectable } from '@nestjs/common';
import { Readings } from '@app/platform';
import { DataSource } from 'typeorm';
import { Gateway } from './gateway/gateway.ts';
import { LiveTail } from './gateway/live-tail.ts';

/** What can be read of live pages, as far as this process serves them. */
@Injectable()
export class LiveReadings {
  constructor(
    private readonly db: DataSource,
    tail: LiveTail,
    gateway: Gateway,
    readings: Readings,
  ) {
    readings.define('live_sockets', () => gateway.sockets);
    readings.define('live_lag_seconds', async () =>
      Math.max(tail.behindSeconds, await this.undispatchedSeconds()),
    );
  }

  /** How long the oldest change has waited for the dispatcher, whichever process that is. */
  private async undispatchedSeconds(): Promise<number> {
    const [row] = await this.db.query<[{ seconds: number }]>(
      `select coalesce(extract(epoch from now() - min(at)), 0)::float8 as seconds
       from (select at from change order by xid, id limit 1) as oldest`,
    );
    return Math.max(0, row.seconds);
  }
}
