import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ProblemError } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { Auth } from '../auth/auth.ts';
import { digitsOf } from './code.rules.ts';

type CodePurpose = 'verify-email' | 'reset-password';

/** One guess in 200,000 hits before a code is dead. */
const MOST_TRIES = 5;

const LIFETIME: Record<CodePurpose, string> = { 'verify-email': '72 hours', 'reset-password': '1 hour' };

/** Makes a new code in the caller's transaction; it is then to be read by whoever writes the mail. */
export async function issueCode(tx: EntityManager, userId: string, purpose: CodePurpose): Promise<void> {
  await tx.query(
    `insert into auth_code (user_id, purpose, expires_at) values ($1, $2, now() + $3::interval)
     on conflict (user_id, purpose) do update
       set request_id = gen_random_uuid(), tries = 0, expires_at = excluded.expires_at`,
    [userId, purpose, LIFETIME[purpose]],
  );
}

/** Six digits that show whose mail somebody reads; each new one replaces the one before. */
@Injectable()
export class Codes {
  constructor(
    private readonly db: DataSource,
    private readonly auth: Auth,
  ) {}

  /** The code that is good now, as six digits; null when it was used, tried too often or is too old. */
  async current(userId: string, purpose: CodePurpose): Promise<string | null> {
    const rows: { requestId: string }[] = await this.db.query(
      `select request_id as "requestId" from auth_code
       where user_id = $1 and purpose = $2 and tries < $3 and expires_at > now()`,
      [userId, purpose, MOST_TRIES],
    );
    return rows[0] ? this.digits(purpose, rows[0].requestId) : null;
  }

  /**
   * Takes a code, which is then used up; a wrong one counts.
   *
   * @throws ProblemError wrong-code, which does not tell whether there is one
   */
  async spend(userId: string | null, purpose: CodePurpose, typed: string): Promise<void> {
    const given = digitsOf(typed);
    const [rows]: [{ requestId: string }[], number] =
      given === null || userId === null
        ? [[], 0]
        : await this.db.query(
            `update auth_code set tries = tries + 1
             where user_id = $1 and purpose = $2 and tries < $3 and expires_at > now()
             returning request_id as "requestId"`,
            [userId, purpose, MOST_TRIES],
          );
    const requestId = rows[0]?.requestId;
    const right =
      given !== null &&
      requestId !== undefined &&
      timingSafeEqual(Buffer.from(given), Buffer.from(this.digits(purpose, requestId)));
    if (!right) throw wrongCode();
    const [used]: [object[], number] = await this.db.query(
      `delete from auth_code where user_id = $1 and purpose = $2 and request_id = $3 returning 1`,
      [userId, purpose, requestId],
    );
    // Two browsers with the same code: one of them was first.
    if (used.length === 0) throw wrongCode();
  }

  private digits(purpose: CodePurpose, requestId: string): string {
    const number = createHmac('sha256', this.auth.secret).update(`code:${purpose}:${requestId}`).digest();
    return String(number.readUInt32BE(0) % 1_000_000).padStart(6, '0');
  }
}

function wrongCode(): ProblemError {
  const message = 'This code is wrong, was used before or is too old';
  return new ProblemError('wrong-code', { errors: [{ pointer: '/code', code: 'wrong-code', message }] });
}
