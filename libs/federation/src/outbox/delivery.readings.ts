import { Injectable } from '@nestjs/common';
import { Readings } from '@app/platform';
import { DataSource } from 'typeorm';

/** What can be read of deliveries to other servers. */
@Injectable()
export class DeliveryReadings {
  constructor(
    private readonly db: DataSource,
    readings: Readings,
  ) {
    readings.define('deliveries_waiting', () =>
      this.number(`select count(*)::float8 as n from ap_delivery where state = 'pending'`),
    );
    readings.define('delivery_lag_seconds', () =>
      this.number(
        `select coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as n
         from ap_delivery where state = 'pending'`,
      ),
    );
    readings.define('hosts_in_trouble', () =>
      this.number(`select count(*)::float8 as n from ap_peer where paused_at is not null or failures > 0`),
    );
  }

  private async number(statement: string): Promise<number> {
    const [row] = await this.db.query<[{ n: number }]>(statement);
    return row.n;
  }
}
