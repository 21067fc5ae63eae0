import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RemoteFailure } from '@app/platform';
import { parseActivity } from '../mapping/activity.ts';
import { readJson } from '../mapping/wire.ts';
import { type SignedMessage, Verifier } from '../signatures/verifier.ts';
import { InboxView } from './inbox.view.ts';
import { IntakeService } from './intake.service.ts';

const MAX_ID = 2048;

/** A sender is not kept waiting for longer while their key is fetched. */
const PATIENCE_MS = 800;
const COME_AGAIN_SECONDS = 5;

const NOT_NOW: Receipt = {
  status: 429,
  said: 'Your key cannot be had just now; come again later.',
  retryAfter: COME_AGAIN_SECONDS,
};

/** How an inbox answers, with a word about why. */
export interface Receipt {
  status: 202 | 400 | 401 | 403 | 429;
  said: string;
  /** Seconds after which to come again. */
  retryAfter?: number;
}

@Injectable()
export class ReceiveService {
  constructor(
    private readonly intake: IntakeService,
    private readonly verifier: Verifier,
    private readonly inbox: InboxView,
  ) {}

  /**
   * Takes in a message: proves who sent it, stores it as it came with a job to handle it, both or
   * neither. Handling comes later, so a sender is never kept waiting for it.
   */
  async receive(message: SignedMessage): Promise<Receipt> {
    const body = Buffer.from(message.body).toString('utf8');
    const activity = parseActivity(readJson(body));
    if (!activity?.actor || !URL.canParse(activity.actor))
      return { status: 400, said: 'This is not an activity.' };
    if (await this.inbox.isUnwelcome(activity.actor))
      return { status: 403, said: 'Nothing is taken from your server.' };
    if (await this.inbox.isNoConcern(activity)) return { status: 202, said: 'Not for anybody here.' };

    const signer = await inTime(this.verifier.signerOf(message).catch(notNow));
    if (signer === undefined) return NOT_NOW;
    if (signer !== activity.actor) return { status: 401, said: 'Failed to verify the request signature.' };

    const { origin } = new URL(signer);
    const id = nameOf(activity.id, message.body);
    await this.intake.store({ origin, activityId: id, actor: signer, type: activity.type, body });
    return { status: 202, said: 'Accepted.' };
  }
}

/** A sender whose own server does not answer us now may well be who they say; they keep the message. */
function notNow(error: unknown): undefined {
  if (error instanceof RemoteFailure) return undefined;
  throw error;
}

/**
 * The answer, if it comes soon. Otherwise asking goes on without the sender: when they come again, their key
 * is known, or known not to be had.
 */
async function inTime(asked: Promise<string | null | undefined>): Promise<string | null | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<undefined>((done) => {
    timer = setTimeout(() => done(undefined), PATIENCE_MS);
  });
  asked.catch(() => undefined);
  try {
    return await Promise.race([asked, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** Some activities have no id, and an index takes none that is endless. */
function nameOf(id: string | null, body: Uint8Array): string {
  if (id !== null && Buffer.byteLength(id) <= MAX_ID) return id;
  return `sha256:${createHash('sha256')
    .update(id ?? body)
    .digest('hex')}`;
}
