import { Injectable } from '@nestjs/common';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccountsService, type SignedIn } from '../accounts/accounts.service.ts';
import { Credentials } from '../auth/credentials.ts';
import { numbered, type Person, personOf } from './claims.rules.ts';
import { OidcClient, type Begun, type ProviderKeys } from './oidc-client.ts';
import { syncGroups } from './sync-groups.ts';

interface Provider extends ProviderKeys {
  id: string;
  groupClaim: string;
}

/** Signing in through another site. */
@Injectable()
export class OidcService {
  constructor(
    private readonly db: DataSource,
    private readonly client: OidcClient,
    private readonly credentials: Credentials,
    private readonly accounts: AccountsService,
  ) {}

  /** @throws ProblemError not-found */
  async begin(slug: string): Promise<{ url: string; begun: Begun }> {
    return this.client.begin(await this.provider(slug));
  }

  /**
   * Signs in whoever the provider says came, making an account for somebody new, and sets the groups that
   * the provider speaks for.
   *
   * @throws ProblemError not-found, email-taken when somebody here has the address and it is not proven on
   *   both sides, invalid-input when the provider tells no address
   */
  async finish(slug: string, path: string, begun: Begun, headers: Headers): Promise<SignedIn> {
    const provider = await this.provider(slug);
    const person = personOf(await this.client.finish(provider, path, begun), provider.groupClaim);
    const userId = (await this.known(slug, person)) ?? (await this.add(slug, person));
    const user = await this.credentials.begin(userId, 'oidc', headers);
    const signedIn = await this.accounts.enter(user, headers);
    await this.db.transaction((tx) => syncGroups(tx, provider.id, signedIn.accountId, person.groups));
    return signedIn;
  }

  private async known(slug: string, person: Person): Promise<string | null> {
    const [linked]: { userId: string }[] = await this.db.query(
      `select user_id as "userId" from auth_credential where provider_id = $1 and account_id = $2`,
      [`oidc:${slug}`, person.subject],
    );
    if (linked) return linked.userId;
    const [same]: { id: string; verified: boolean }[] = await this.db.query(
      `select id, email_verified as verified from auth_user where email = $1`,
      [person.email],
    );
    if (!same) return null;
    // Otherwise whoever types somebody's address at the provider would become them here.
    if (!same.verified || !person.emailVerified) throw new ProblemError('email-taken');
    await this.credentials.link(same.id, `oidc:${slug}`, person.subject);
    return same.id;
  }

  private async add(slug: string, person: Person): Promise<string> {
    const { email, name } = person;
    if (email === null)
      throw new ProblemError('invalid-input', { detail: 'The other site tells no address' });
    const userId = await this.addUnderFreeName({ email, name, username: person.username });
    if (person.emailVerified) await this.credentials.verified(userId);
    await this.credentials.link(userId, `oidc:${slug}`, person.subject);
    return userId;
  }

  private async addUnderFreeName(person: { email: string; name: string; username: string }): Promise<string> {
    for (let number = 1; ; number += 1) {
      try {
        return await this.credentials.addWithoutPassword({
          ...person,
          username: numbered(person.username, number),
        });
      } catch (error) {
        if (!(error instanceof ProblemError) || error.code !== 'username-taken' || number > 99) throw error;
      }
    }
  }

  private async provider(slug: string): Promise<Provider> {
    const rows: Provider[] = await this.db.query(
      `select id, slug, issuer, client_id as "clientId", client_secret as "clientSecret", group_claim as "groupClaim"
       from oidc_provider where slug = $1`,
      [slug],
    );
    if (!rows[0]) throw new ProblemError('not-found');
    return rows[0];
  }
}
