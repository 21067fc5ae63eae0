import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Jobs } from '@app/platform';
import { DataSource } from 'typeorm';
import { parseActivity } from '../mapping/activity.ts';
import { readJson } from '../mapping/wire.ts';
import { type SignedMessage, Verifier } from '../signatures/verifier.ts';
import { InboxView } from './inbox.view.ts';

export const HANDLE = 'federation:handle';

/** How an inbox answers, with a word about why. */
export interface Receipt {
  status: 202 | 400 | 401;
  said: string;
}

@Injectable()
export class ReceiveService {
  constructor(
    private readonly db: DataSource,
    private readonly jobs: Jobs,
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
    if (await this.inbox.isNoConcern(activity)) return { status: 202, said: 'Not for anybody here.' };

    const signer = await this.verifier.signerOf(message);
    if (signer !== activity.actor) return { status: 401, said: 'Failed to verify the request signature.' };

    const { origin } = new URL(signer);
    const id = activity.id ?? `sha256:${createHash('sha256').update(message.body).digest('hex')}`;
    await this.db.transaction(async (tx) => {
      const [stored] = await tx.query<{ id: string }[]>(
        `insert into ap_inbox (origin, activity_id, actor, type, body) values ($1, $2, $3, $4, $5)
         on conflict (origin, activity_id) do nothing returning id`,
        [origin, id, signer, activity.type, body],
      );
      // One server's messages are handled in the order of their coming; others do not wait for them.
      const queue = `${HANDLE}:${createHash('sha256').update(origin).digest('hex').slice(0, 32)}`;
      if (stored) await this.jobs.add(tx, HANDLE, { inboxId: stored.id }, { queue });
    });
    return { status: 202, said: 'Accepted.' };
  }
}
