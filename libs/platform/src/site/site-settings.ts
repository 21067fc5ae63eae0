import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Config } from '../config/config.ts';

/** What a community calls itself. */
export interface SiteName {
  name: string;
  description: string;
}

/** The SQL expression for the `SiteName` that operators chose; null until they have. */
export const SITE_NAME_SQL = `(select value from site_setting where key = 'site')`;

/** The words about this site that its operators choose; everything an operator must set is in `Config`. */
@Injectable()
export class SiteSettings {
  constructor(
    private readonly db: DataSource,
    private readonly config: Config,
  ) {}

  /** The site's name, which is its host as long as nobody has given it one. */
  async read(): Promise<SiteName> {
    const [{ name }] = await this.db.query<[{ name: SiteName | null }]>(`select ${SITE_NAME_SQL} as name`);
    return name ?? { name: this.config.domain, description: '' };
  }

  async write(site: SiteName): Promise<void> {
    await this.db.query(
      `insert into site_setting (key, value) values ('site', $1) on conflict (key) do update set value = excluded.value`,
      [site],
    );
  }
}
