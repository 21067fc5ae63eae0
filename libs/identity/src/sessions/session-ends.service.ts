import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import { EventLog, ProblemError } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { Auth } from '../auth/auth.ts';

/** Signing out other browsers than the one that asks. */
@Injectable()
export class SessionEndsService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
    private readonly auth: Auth,
  ) {}

  /** @throws ProblemError not-found, also for a session of somebody else */
  async end(accountId: string, sessionId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const ended = await endSessions(tx, accountId, 's.id = $2', sessionId);
      if (ended === 0) throw new ProblemError('not-found');
      await this.events.append(tx, { name: 'session.ended', accountId });
    });
  }

  /** Ends every session but the one that these headers carry. */
  async endOthers(accountId: string, { cookie }: IncomingHttpHeaders): Promise<void> {
    const token = this.auth.sessionToken(cookie);
    await this.db.transaction(async (tx) => {
      const ended = await endSessions(tx, accountId, 's.token is distinct from $2', token);
      if (ended > 0) await this.events.append(tx, { name: 'session.ended', accountId });
    });
  }
}

async function endSessions(
  tx: EntityManager,
  accountId: string,
  which: string,
  value: string | null,
): Promise<number> {
  const [ended]: [object[], number] = await tx.query(
    `delete from auth_session s using account a
     where s.user_id = a.auth_user_id and a.id = $1 and ${which} returning 1`,
    [accountId, value],
  );
  return ended.length;
}
