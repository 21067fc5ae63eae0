import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { CurrentAccount, SignIn } from '@app/contract';
import { isOnePage, readOnce } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccountsService, type SignedIn } from '../accounts/accounts.service.ts';
import { currentAccountKey, currentAccountSql } from '../accounts/profile-sql.ts';
import { Auth } from '../auth/auth.ts';
import { Credentials, type HalfSignedIn } from '../auth/credentials.ts';
import { unprovenSql } from '../second-factor/unproven-sql.ts';
import { viewerSql } from '../viewer/viewer-sql.ts';
import { GUEST, type Viewer } from '../viewer/viewer.ts';
import { Attempts } from './attempts.ts';

/** Who is looking, and whether their session is used enough to last longer. */
export interface Look {
  viewer: Viewer;
  renewable: boolean;
}

interface Found {
  viewer: Viewer;
  renewable: boolean;
  /** The group that staff without a second factor are not in; null for everybody else. */
  staffGroup: string | null;
  /** For a page, which shows who looks. */
  account: CurrentAccount | null;
}

const NOBODY: Look = Object.freeze({ viewer: GUEST, renewable: false });

@Injectable()
export class SessionsService {
  /**
   * Guesses at one name from one place, and at all names from one place. None for a name from anywhere:
   * it would let a stranger lock a member out on the last day of a vote.
   */
  private readonly guesses = new Attempts(10, 600);
  private readonly guessesFromPlace = new Attempts(100, 600);

  constructor(
    private readonly db: DataSource,
    private readonly auth: Auth,
    private readonly credentials: Credentials,
    private readonly accounts: AccountsService,
  ) {}

  /**
   * Signs in by username or e-mail address.
   *
   * @param place the network address of the browser
   * @returns who it is; without an account when the code of an authenticator app is still to come
   * @throws ProblemError wrong-credentials, too-many-requests
   */
  async signIn(request: SignIn, headers: Headers, place: string): Promise<SignedIn | HalfSignedIn> {
    const guess = `${place} ${request.login.toLowerCase()}`;
    this.guessesFromPlace.spend(place);
    this.guesses.spend(guess);
    const user = await this.credentials.check(request, headers);
    this.guessesFromPlace.giveBack(place);
    this.guesses.forget(guess);
    return user.userId === null ? user : this.accounts.enter(user, headers);
  }

  /** Who these headers (of a request, or of a socket's handshake) speak for: one indexed query at most. */
  async viewerOf(headers: IncomingHttpHeaders): Promise<Viewer> {
    return (await this.look(headers)).viewer;
  }

  /** Like `viewerOf`, and whether the session is to be put off. */
  async look({ cookie }: IncomingHttpHeaders): Promise<Look> {
    const token = this.auth.sessionToken(cookie);
    if (token === null) return NOBODY;
    const [found] = await readOnce(`session ${token}`, () => this.session(token));
    if (!found) return NOBODY;
    const { viewer, renewable, staffGroup, account } = found;
    // The parts of a page that ask who looks have it from here.
    void readOnce('account', () => Promise.resolve(viewer.accountId));
    if (account) void readOnce(currentAccountKey(account.id), () => Promise.resolve(account));
    return { viewer: staffGroup === null ? viewer : unproven(viewer, staffGroup), renewable };
  }

  private session(token: string) {
    return this.db.query<Found[]>(
      `select ${viewerSql('a')} as viewer, ${isOnePage() ? currentAccountSql('a', 'u') : 'null'} as account, s.updated_at < now() - interval '1 day' as renewable,
         case when ${unprovenSql('s')} then (select id::text from account_group where slug = 'staff') end as "staffGroup"
       from auth_session s join account a on a.auth_user_id = s.user_id join auth_user u on u.id = s.user_id
       where s.token = $1 and s.expires_at > now() and a.deleted_at is null`,
      [token],
    );
  }

  /** Forgets sessions and mailed links that have run out. */
  async sweep(): Promise<void> {
    await this.db.query(`delete from auth_session where expires_at < now()`);
    await this.db.query(`delete from auth_verification where expires_at < now()`);
    await this.db.query(`delete from auth_challenge where expires_at < now()`);
    await this.db.query(`delete from auth_code where expires_at < now()`);
    await this.db.query(`delete from application where decided_at < now() - interval '90 days'`);
    await this.db.query(`delete from held_form where expires_at < now()`);
  }
}

/** Staff who have shown no second factor where the site asks for one are members until they have. */
function unproven(viewer: Viewer, staffGroup: string): Viewer {
  const groupIds = viewer.groupIds.filter((id) => id !== staffGroup);
  return { ...viewer, role: viewer.role === 'staff' ? 'member' : viewer.role, groupIds, unproven: true };
}
