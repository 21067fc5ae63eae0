import { Injectable } from '@nestjs/common';
import type { SignInSettings } from '@app/contract';
import { DataSource } from 'typeorm';
import { readSignInSettings } from './read-settings.ts';

/** Who comes in and how, kept as one row of the site's settings. */
@Injectable()
export class SignInSettingsService {
  constructor(private readonly db: DataSource) {}

  read(): Promise<SignInSettings> {
    return readSignInSettings(this.db);
  }

  async write(settings: SignInSettings): Promise<void> {
    await this.db.query(
      `insert into site_setting (key, value) values ('sign-in', $1) on conflict (key) do update set value = excluded.value`,
      [settings],
    );
  }
}
