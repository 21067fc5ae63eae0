import { Injectable } from '@nestjs/common';
import { MediaService } from '@app/media';
import { EventLog, ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { Account } from '../accounts/account.entity.ts';

/** Large enough for the largest place at twice its size, on screens that have so many points. */
const SIDE_PX = 256;

@Injectable()
export class AvatarsService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
    private readonly media: MediaService,
  ) {}

  /**
   * Makes a picture, cut to a square at its middle, the one that stands beside what a member writes.
   *
   * @throws ProblemError what is wrong with the file
   */
  async choose(accountId: string, bytes: unknown): Promise<void> {
    if (!Buffer.isBuffer(bytes) || bytes.length === 0) throw new ProblemError('unsupported-media-type');
    // By a picture's name, so that nothing else is taken.
    const picture = { ownerId: accountId, purpose: 'avatar' as const, name: 'avatar.jpg', bytes };
    const { id } = await this.media.store({ ...picture, squarePx: SIDE_PX });
    await this.show(accountId, id);
  }

  /** Goes back to the initials. Doing it twice is doing it once. */
  async remove(accountId: string): Promise<void> {
    await this.show(accountId, null);
  }

  private async show(accountId: string, uploadId: string | null): Promise<void> {
    await this.db.transaction(async (tx) => {
      const avatarUrl = uploadId === null ? null : `/media/${uploadId}`;
      await tx.update(Account, { id: accountId }, { avatarUrl });
      await this.media.forgetAvatarsOf(tx, accountId, uploadId);
      await this.events.append(tx, { name: 'account.updated', accountId });
    });
  }
}
