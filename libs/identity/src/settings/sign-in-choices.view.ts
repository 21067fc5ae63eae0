import { Injectable } from '@nestjs/common';
import type { SignInChoices } from '@app/contract';
import { DataSource } from 'typeorm';
import { PasskeyCeremonies } from '../passkeys/ceremonies.ts';
import { readSignInSettings } from './read-settings.ts';

@Injectable()
export class SignInChoicesView {
  constructor(
    private readonly db: DataSource,
    private readonly ceremonies: PasskeyCeremonies,
  ) {}

  /** What anybody may know about how people sign in here and join. */
  async read(): Promise<SignInChoices> {
    const { signUp, applicationQuestion, houseRules } = await readSignInSettings(this.db);
    const providers: { slug: string; name: string }[] = await this.db.query(
      `select slug, name from oidc_provider order by name`,
    );
    return { signUp, applicationQuestion, houseRules, passkeys: this.ceremonies.possible, providers };
  }
}
