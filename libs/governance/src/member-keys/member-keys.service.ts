import { createHash, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EnrolKey, OwnMemberKey } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { EventLog, ProblemError } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { ElectionClock } from '../elections/election-clock.ts';
import { GovLog } from '../events/gov-log.ts';
import { isProof } from './member-key-messages.ts';
import { MemberKey } from './member-key.entity.ts';

/** Members' keys for votes. Each change is a line in the log, and a mail to the member whom it might surprise. */
@Injectable()
export class MemberKeysService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: ElectionClock,
    private readonly log: GovLog,
    private readonly events: EventLog,
  ) {}

  /** @throws ProblemError `sign-in-required` */
  async own(viewer: Viewer): Promise<OwnMemberKey> {
    const found = await this.db.manager.findOneBy(MemberKey, { accountId: signedIn(viewer) });
    if (!found) return { key: null };
    return {
      key: { key: found.publicKey.toString('base64'), enrolledAt: found.enrolledAt.toISOString() },
    };
  }

  /**
   * Takes a key in place of the one before. Rolls whose record date is past keep the one that they have.
   *
   * @throws ProblemError `sign-in-required`, `wrong-key`
   */
  async enrol(viewer: Viewer, { key, proof }: EnrolKey): Promise<OwnMemberKey> {
    const accountId = signedIn(viewer);
    const publicKey = Buffer.from(key, 'base64');
    if (!isProof(publicKey, accountId, Buffer.from(proof, 'base64'))) throw new ProblemError('wrong-key');
    await this.db.transaction(async (tx) => {
      const enrolledAt = await this.clock.now(tx);
      await tx.upsert(MemberKey, { accountId, publicKey, enrolledAt }, ['accountId']);
      await this.told(tx, { accountId, at: enrolledAt, type: 'member-key.enrolled', publicKey });
    });
    return this.own(viewer);
  }

  /** @throws ProblemError `sign-in-required` */
  async remove(viewer: Viewer): Promise<void> {
    const accountId = signedIn(viewer);
    await this.db.transaction(async (tx) => {
      const found = await tx.findOneBy(MemberKey, { accountId });
      if (!found) return;
      await tx.delete(MemberKey, { accountId });
      const at = await this.clock.now(tx);
      await this.told(tx, { accountId, at, type: 'member-key.removed', publicKey: found.publicKey });
    });
  }

  private async told(
    tx: EntityManager,
    { accountId, at, type, publicKey }: { accountId: string; at: Date; type: string; publicKey: Buffer },
  ): Promise<void> {
    const sha256 = createHash('sha256').update(publicKey).digest('hex');
    await this.log.append(tx, { topicId: null, type, actorId: accountId, at, payload: { sha256 } });
    await this.events.append(tx, { name: 'member-key.changed', accountId, requestId: randomUUID() });
  }
}
