import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Jobs, OutgoingClient, RemoteFailure } from '@app/platform';
import { KeysService } from '../actors/keys.service.ts';
import { signedHeaders } from '../signatures/sign-request.ts';
import { orderDelivery } from './outbox.ts';
import { afterAnswer, isExpired, nextTry } from './retry.rules.ts';

/** A peer that hangs (NodeBB does, when its handler fails) costs this much and no more. */
const TIMEOUT_MS = 15_000;

/** After so many the job makes room for other inboxes and goes on later. */
const AT_ONCE = 50;

const CONTENT_TYPE = 'application/activity+json';

interface Pending {
  id: string;
  body: string;
  actor: string;
  attempts: number;
  nextAt: Date | null;
  createdAt: Date;
}

interface Answer {
  outcome: 'sent' | 'again' | 'refused';
  status: number | null;
  error: string | null;
  retryAfterSeconds: number;
}

@Injectable()
export class DeliveryService {
  constructor(
    private readonly db: DataSource,
    private readonly jobs: Jobs,
    private readonly keys: KeysService,
    private readonly client: OutgoingClient,
  ) {}

  /**
   * Sends what waits for one inbox, oldest first. A failure that may pass stops the row of them, so that
   * nothing overtakes, and orders the next try; a refusal is final for that one activity only.
   */
  async deliver(inbox: string): Promise<void> {
    for (let sent = 0; sent < AT_ONCE; sent += 1) {
      const next = await this.first(inbox);
      if (!next) return;
      const now = new Date();
      if (next.nextAt !== null && next.nextAt > now) return this.orderAgain(inbox, next.nextAt);
      if (isExpired(next.createdAt, now)) {
        await this.end(next.id, 'expired', { status: null, error: null });
        continue;
      }
      const answer = await this.post(inbox, next);
      if (answer.outcome === 'again') {
        const at = nextTry(next.attempts + 1, answer.retryAfterSeconds, now);
        await this.delay(next.id, at, answer);
        return this.orderAgain(inbox, at);
      }
      await this.end(next.id, answer.outcome, answer);
    }
    await this.orderAgain(inbox);
  }

  private async first(inbox: string): Promise<Pending | undefined> {
    const [next] = await this.db.query<Pending[]>(
      `select d.id, a.body, a.actor, d.attempts, d.next_at as "nextAt", d.created_at as "createdAt"
       from ap_delivery d join ap_activity a on a.seq = d.activity_seq
       where d.inbox = $1 and d.state = 'pending' order by d.id limit 1`,
      [inbox],
    );
    return next;
  }

  /** The older signature suite first, because it is read everywhere; the newer for those who want it. */
  private async post(inbox: string, { actor, body }: Pending): Promise<Answer> {
    const first = await this.postOnce(inbox, { actor, body, spec: 'draft-cavage-http-signatures-12' });
    if (first.status !== 400 && first.status !== 401) return first;
    return this.postOnce(inbox, { actor, body, spec: 'rfc9421' });
  }

  private async postOnce(
    inbox: string,
    {
      actor,
      body,
      spec,
    }: { actor: string; body: string; spec: 'draft-cavage-http-signatures-12' | 'rfc9421' },
  ): Promise<Answer> {
    try {
      const bytes = new TextEncoder().encode(body);
      const unsigned = {
        method: 'POST',
        url: inbox,
        headers: { 'content-type': CONTENT_TYPE },
        body: bytes,
      } as const;
      const headers = await signedHeaders(unsigned, await this.keys.signer(actor), spec);
      const answer = await this.client.send({ ...unsigned, headers, timeoutMs: TIMEOUT_MS });
      const said = answer.status < 300 ? null : answer.body.toString('utf8').slice(0, 500);
      const retryAfterSeconds = Number(answer.headers['retry-after'] ?? 0) || 0;
      return { outcome: afterAnswer(answer.status), status: answer.status, error: said, retryAfterSeconds };
    } catch (error) {
      if (!(error instanceof RemoteFailure)) throw error;
      // An address that we do not talk to will not get better by waiting.
      const outcome = error.mayPass ? 'again' : 'refused';
      return { outcome, status: null, error: error.message, retryAfterSeconds: 0 };
    }
  }

  private async delay(id: string, at: Date, { status, error }: Answer): Promise<void> {
    await this.db.query(
      `update ap_delivery set attempts = attempts + 1, next_at = $2, last_status = $3, last_error = $4
       where id = $1`,
      [id, at, status, error],
    );
  }

  private async end(
    id: string,
    state: 'sent' | 'refused' | 'expired',
    { status, error }: Pick<Answer, 'status' | 'error'>,
  ): Promise<void> {
    await this.db.query(
      `update ap_delivery set state = $2, attempts = attempts + 1, next_at = null, last_status = $3,
         last_error = $4, ended_at = now()
       where id = $1`,
      [id, state, status, error],
    );
  }

  private async orderAgain(inbox: string, at?: Date): Promise<void> {
    await orderDelivery(this.jobs, this.db.manager, inbox, at);
  }
}
