import { Injectable } from '@nestjs/common';
import { OutgoingClient, RemoteFailure } from '@app/platform';
import { KeysService } from '../actors/keys.service.ts';
import { signedHeaders } from '../signatures/sign-request.ts';
import { afterAnswer } from './retry.rules.ts';

/** A peer that hangs (NodeBB does, when its handler fails) costs this much and no more. */
const TIMEOUT_MS = 15_000;

const CONTENT_TYPE = 'application/activity+json';

interface Letter {
  inbox: string;
  actor: string;
  body: string;
}

export interface Answer {
  outcome: 'sent' | 'again' | 'refused';
  status: number | null;
  error: string | null;
  retryAfterSeconds: number;
}

/** Signs and sends one activity to one inbox, and says in our words what was answered. */
@Injectable()
export class Postman {
  constructor(
    private readonly keys: KeysService,
    private readonly client: OutgoingClient,
  ) {}

  /** The older signature suite first, because it is read everywhere; the newer for those who want it. */
  async post(row: Letter): Promise<Answer> {
    const first = await this.postOnce(row, 'draft-cavage-http-signatures-12');
    if (first.status !== 400 && first.status !== 401) return first;
    return this.postOnce(row, 'rfc9421');
  }

  private async postOnce(
    { inbox, actor, body }: Letter,
    spec: 'draft-cavage-http-signatures-12' | 'rfc9421',
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
}
