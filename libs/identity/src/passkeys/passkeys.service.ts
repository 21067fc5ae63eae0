import { Injectable } from '@nestjs/common';
import type { AskPasskey, NewPasskey, UsePasskey } from '@app/contract';
import { ProblemError } from '@app/platform';
import type { WebAuthnCredential } from '@simplewebauthn/server';
import { DataSource } from 'typeorm';
import { AccountsService, type SignedIn } from '../accounts/accounts.service.ts';
import { Credentials } from '../auth/credentials.ts';
import { Attempts } from '../sessions/attempts.ts';
import { signedIn, type Viewer } from '../viewer/viewer.ts';
import { PasskeyCeremonies } from './ceremonies.ts';
import { keepKey } from './keep-key.ts';

interface KnownKey {
  id: string;
  userId: string;
  publicKey: Buffer;
  counter: string;
  transports: string[];
}

/** Passkeys of the people here: making one, signing in with one, letting one go. */
@Injectable()
export class PasskeysService {
  private readonly asked = new Attempts(60, 600);

  constructor(
    private readonly db: DataSource,
    private readonly ceremonies: PasskeyCeremonies,
    private readonly credentials: Credentials,
    private readonly accounts: AccountsService,
  ) {}

  /** @throws ProblemError too-many-requests, sign-in-required, email-taken, username-taken, passkey-refused where there can be none */
  async ask(request: AskPasskey, viewer: Viewer, place: string): Promise<object> {
    this.asked.spend(place);
    if (request.for === 'sign-in') return this.ceremonies.askToSignIn();
    if (request.for === 'sign-up') {
      // A passkey under a name that is taken would stay in its owner's keyring for nothing.
      await this.credentials.refuseTaken(request);
      return this.ceremonies.askToMake(request);
    }
    const owner = await this.owner(signedIn(viewer));
    const known = await this.db.query<{ id: string; transports: string[] }[]>(
      `select id, transports from auth_passkey where user_id = $1`,
      [owner.userId],
    );
    return this.ceremonies.askToMake({ ...owner, known });
  }

  /** @throws ProblemError passkey-refused */
  async signIn({ passkey }: UsePasskey, headers: Headers): Promise<SignedIn> {
    const [known]: KnownKey[] = await this.db.query(
      `select id, user_id as "userId", public_key as "publicKey", counter, transports from auth_passkey where id = $1`,
      [String(passkey['id'])],
    );
    if (!known) throw new ProblemError('passkey-refused', { detail: 'Nobody here has this passkey' });
    const credential: WebAuthnCredential = {
      id: known.id,
      publicKey: new Uint8Array(known.publicKey),
      counter: Number(known.counter),
      transports: known.transports,
    };
    const counter = await this.ceremonies.used(passkey, credential);
    await this.db.query(`update auth_passkey set counter = $2, last_used_on = current_date where id = $1`, [
      known.id,
      counter,
    ]);
    return this.accounts.enter(await this.credentials.begin(known.userId, 'passkey', headers), headers);
  }

  /** @throws ProblemError passkey-refused */
  async add({ passkey, name }: NewPasskey, viewer: Viewer): Promise<void> {
    const { userId } = await this.owner(signedIn(viewer));
    const key = await this.ceremonies.made(passkey, 'add', userId);
    await this.db.transaction((tx) => keepKey(tx, userId, key, name));
  }

  /** @throws ProblemError not-found, last-sign-in-method */
  async remove(id: string, viewer: Viewer): Promise<void> {
    const { userId } = await this.owner(signedIn(viewer));
    await this.db.transaction(async (tx) => {
      // Two removals at once must not take the last two.
      await tx.query(`select 1 from auth_user where id = $1 for update`, [userId]);
      const [removed]: [object[], number] = await tx.query(
        `delete from auth_passkey where id = $1 and user_id = $2 returning 1`,
        [id, userId],
      );
      if (removed.length === 0) throw new ProblemError('not-found');
      const [left]: { ways: number }[] = await tx.query(
        `select (select count(*) from auth_passkey where user_id = $1)::int
              + (select count(*) from auth_credential where user_id = $1)::int as ways`,
        [userId],
      );
      if (left?.ways === 0) throw new ProblemError('last-sign-in-method');
    });
  }

  private async owner(accountId: string): Promise<{ userId: string; username: string; name: string }> {
    const rows: { userId: string; username: string; name: string }[] = await this.db.query(
      `select auth_user_id as "userId", handle::text as username, display_name as name
       from account where id = $1 and auth_user_id is not null`,
      [accountId],
    );
    if (!rows[0]) throw new ProblemError('not-found');
    return rows[0];
  }
}
