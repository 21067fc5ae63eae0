import { Injectable } from '@nestjs/common';
import type { AccountRole, Language, ProblemCode, SignUp } from '@app/contract';
import { Config, EventLog, ProblemError } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { refuseWaiting } from '../applications/waiting.ts';
import { Credentials, type SignedInUser } from '../auth/credentials.ts';
import { preferredLanguage } from '../auth/language.rules.ts';
import { issueCode } from '../codes/codes.ts';
import { joinGroup, leaveGroup } from '../groups/membership.ts';
import type { Viewer } from '../viewer/viewer.ts';
import { Account } from './account.entity.ts';
import { openAccount } from './open-account.ts';
import type { RemoteAccount } from './remote-account.ts';

/** Who signed in, and the Set-Cookie lines that say so. */
export interface SignedIn {
  accountId: string;
  cookies: string[];
}

/** What belongs into the transaction that makes an account. */
type WhenOpened = (tx: EntityManager, accountId: string) => Promise<void>;

/** Refusals after which nothing of a sign-up must stay. */
const UNFINISHED: ReadonlySet<ProblemCode> = new Set(['username-taken', 'outdated-link'] as const);

@Injectable()
export class AccountsService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
    private readonly credentials: Credentials,
    private readonly config: Config,
  ) {}

  /**
   * Gives somebody who has just signed in their account. It exists unless the sign-up broke off half-way;
   * then this finishes it.
   *
   * @throws ProblemError username-taken when the name went to somebody else in between; the sign-in is
   *   then given up with all its data, so that its owner can sign up under another name;
   *   application-waiting as long as nobody has let them in
   */
  async enter({ userId, cookies }: SignedInUser, headers: Headers, also?: WhenOpened): Promise<SignedIn> {
    await refuseWaiting(this.db.manager, userId);
    const language = preferredLanguage(headers.get('accept-language'));
    return { accountId: await this.open(userId, language, also), cookies };
  }

  /** Ends the session that these headers carry; answers the Set-Cookie lines that forget it. */
  async leave({ accountId }: Viewer, headers: Headers): Promise<string[]> {
    const cookies = await this.credentials.forget(headers);
    if (accountId !== null) {
      await this.db.transaction((tx) => this.events.append(tx, { name: 'session.ended', accountId }));
    }
    return cookies;
  }

  /**
   * Makes an account for somebody else: by the demo seed and by the command line. The address counts as
   * verified and nobody is signed in. Safe to repeat with the same name and address; the password is then
   * left as it is.
   *
   * @returns the account's id, and whether it is new
   * @throws ProblemError email-taken, username-taken
   */
  async register(
    newcomer: SignUp & { password: string },
    { role, language }: { role: AccountRole; language: Language },
  ): Promise<{ accountId: string; created: boolean }> {
    const known = await this.credentials.find(newcomer);
    const userId = known ?? (await this.credentials.addVerified(newcomer));
    const accountId = await this.open(userId, language);
    await this.setRole(accountId, role);
    // Whoever is entered by hand is somebody's acquaintance.
    await this.db.query(`update account set trust = 'known' where id = $1 and trust = 'new'`, [accountId]);
    return { accountId, created: known === null };
  }

  private async open(userId: string, language: Language, also?: WhenOpened): Promise<string> {
    try {
      return await this.db.transaction(async (tx) => {
        const { accountId, created } = await openAccount(tx, this.events, userId, language);
        if (!created) return accountId;
        await issueCode(tx, userId, 'verify-email');
        await also?.(tx, accountId);
        return accountId;
      });
    } catch (error) {
      if (error instanceof ProblemError && UNFINISHED.has(error.code)) {
        await this.credentials.remove(userId);
      }
      throw error;
    }
  }

  /** Staff are members of the group `staff` as well. */
  async setRole(accountId: string, role: AccountRole): Promise<void> {
    await this.db.transaction(async (tx) => {
      const account = await tx.findOne(Account, {
        where: { id: accountId, domain: '' },
        lock: { mode: 'pessimistic_write' },
      });
      if (!account) throw new ProblemError('not-found');
      if (account.role === role) return;
      await tx.update(Account, { id: accountId }, role === 'staff' ? { role, trust: 'trusted' } : { role });
      await (role === 'staff' ? joinGroup : leaveGroup)(tx, accountId, 'staff');
      await this.events.append(tx, { name: 'account.updated', accountId });
    });
  }

  /**
   * Keeps what another server says about one of its people. The uri is the identity: a new handle renames
   * the account, and an account that held this handle before steps aside.
   *
   * @returns the account's id
   */
  async receiveRemote(remote: RemoteAccount): Promise<string> {
    // An empty domain would make a stranger one of our own.
    if (remote.domain === '') throw new Error(`a remote account without a domain: ${remote.uri}`);
    if (remote.domain.toLowerCase() === this.config.domain) {
      throw new Error(`a remote account of our own domain: ${remote.uri}`);
    }
    const said = [
      remote.uri,
      remote.url,
      remote.handle,
      remote.domain,
      remote.name,
      remote.bioHtml,
      remote.avatarUrl,
      remote.indexable,
    ];
    // Every post of a busy thread comes by here; what has not changed is not written.
    const [known]: { id: string }[] = await this.db.query(
      `select id from account where uri = $1 and (url, handle, domain, display_name, bio_html, avatar_url, indexable)
         is not distinct from ($2, $3::citext, $4::citext, $5, $6, $7, $8::boolean)`,
      said,
    );
    if (known) return known.id;
    return this.db.transaction(async (tx) => {
      await tx.query(
        `update account set handle = handle || '~' || id where handle = $1 and domain = $2 and uri <> $3`,
        [remote.handle, remote.domain, remote.uri],
      );
      const [kept]: { id: string }[] = await tx.query(
        `insert into account (uri, url, handle, domain, display_name, bio_html, avatar_url, indexable)
         values ($1, $2, $3, $4, $5, $6, $7, $8)
         on conflict (uri) do update set url = excluded.url, handle = excluded.handle, domain = excluded.domain,
           display_name = excluded.display_name, bio_html = excluded.bio_html, avatar_url = excluded.avatar_url, indexable = excluded.indexable,
           deleted_at = null
         returning id`,
        said,
      );
      return kept!.id;
    });
  }

  /** Empties the profile of a remote account whose server says that it is no more; what it wrote stays. */
  async forgetRemote(uri: string): Promise<void> {
    await this.db.query(
      `update account set display_name = '', bio_html = '', avatar_url = null, url = null,
         deleted_at = coalesce(deleted_at, now())
       where uri = $1 and domain <> ''`,
      [uri],
    );
  }
}
