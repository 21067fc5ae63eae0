import { Injectable } from '@nestjs/common';
import type { FlagReceipt, NewFlag } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { EventLog, ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { whyNot } from '../access.rules.ts';
import { lockPostAlone } from '../posts/lock-post.ts';
import { Flag } from './flag.entity.ts';

@Injectable()
export class FlagsService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
  ) {}

  /**
   * Tells the moderators of a post. A second flag of the same member changes the words of the first,
   * as long as nobody has decided about it.
   *
   * @throws ProblemError a refusal of the policy
   */
  async raise(viewer: Viewer, postId: string, { reason, note }: NewFlag): Promise<FlagReceipt> {
    const accountId = signedIn(viewer);
    return this.db.transaction(async (tx) => {
      const { post, facts } = await lockPostAlone(tx, postId);
      const refusal = whyNot(viewer, 'flag', facts);
      if (refusal) throw new ProblemError(refusal);
      const known = await tx.findOneBy(Flag, { postId, accountId });
      if (known) {
        if (known.state === 'open') await tx.update(Flag, { id: known.id }, { reason, note });
        return receiptOf(await tx.findOneByOrFail(Flag, { id: known.id }));
      }
      const flag = await tx.save(
        tx.create(Flag, { postId, accountId, reason, note, postVersion: post.version }),
      );
      await this.events.append(tx, { name: 'flag.raised', flagId: flag.id });
      return receiptOf(flag);
    });
  }

  /**
   * Takes in a report from another server. A second one of the same account changes nothing.
   *
   * @param accountId the account that stands for the reporter here
   * @returns whether it is new
   */
  async receive(postId: string, accountId: string, note: string): Promise<boolean> {
    return this.db.transaction(async (tx) => {
      const { post } = await lockPostAlone(tx, postId);
      if (await tx.existsBy(Flag, { postId, accountId })) return false;
      const flag = tx.create(Flag, { postId, accountId, reason: 'other', note, postVersion: post.version });
      const { id: flagId } = await tx.save(flag);
      await this.events.append(tx, { name: 'flag.raised', flagId });
      return true;
    });
  }
}

function receiptOf({ id, postId, reason, note, state, createdAt }: Flag): FlagReceipt {
  return { id, postId, reason, note, state, createdAt: createdAt.toISOString() };
}
