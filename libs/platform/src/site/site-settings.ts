import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from '../config/config.ts';
import { readOnce } from '../reading/one-page.ts';

/** What a community calls itself. */
export interface SiteName {
  name: string;
  description: string;
}

/** The words about this site that its operators choose; everything an operator must set is in `Config`. */
@Injectable()
export class SiteSettings {
  constructor(
    private readonly db: DataSource,
    private readonly config: Config,
  ) {}

  /** The site's name, which is its host as long as nobody has given it one. */
  async read(): Promise<SiteName> {
    const rows = await readOnce('site', () =>
      this.db.query<{ value: SiteName }[]>(`select value from site_setting where key = 'site'`),
    );
    return rows[0]?.value ?? { name: this.config.domain, description: '' };
  }

  async write(site: SiteName): Promise<void> {
    await this.db.query(
      `insert into site_setting (key, value) values ('site', $1) on conflict (key) do update set value = excluded.value`,
      [site],
    );
  }
}
