import { Injectable } from '@nestjs/common';
import type { FederationSettings } from '@app/contract';
import { DataSource } from 'typeorm';

const FRESH_MS = 2000;

/** How much other servers have to say of themselves before they are given anything. */
@Injectable()
export class FetchSettings {
  private last: { settings: Promise<FederationSettings>; at: number } | null = null;

  constructor(private readonly db: DataSource) {}

  read(): Promise<FederationSettings> {
    if (this.last && Date.now() - this.last.at < FRESH_MS) return this.last.settings;
    const settings = this.db
      .query<{ value: FederationSettings }[]>(`select value from site_setting where key = 'federation'`)
      .then(([row]) => row?.value ?? { authorizedFetch: false });
    this.last = { settings, at: Date.now() };
    settings.catch(() => (this.last = null));
    return settings;
  }

  async write(settings: FederationSettings): Promise<void> {
    await this.db.query(
      `insert into site_setting (key, value) values ('federation', $1)
       on conflict (key) do update set value = excluded.value`,
      [settings],
    );
    this.last = null;
  }
}
