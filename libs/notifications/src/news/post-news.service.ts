import { Injectable } from '@nestjs/common';
import type { NotificationKind } from '@app/contract';
import { EventLog } from '@app/platform';
import { DataSource } from 'typeorm';
import { AddresseesView } from './addressees.view.ts';
import { postFacts } from './post-facts.ts';
import { TellingService } from '../told/telling.service.ts';

/** Tells people of posts. Each of these may run again: who was told is not told twice. */
@Injectable()
export class PostNewsService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
    private readonly addressees: AddresseesView,
    private readonly telling: TellingService,
  ) {}

  /** A post was written, or came back: everyone whom it concerns hears of it, once. */
  async written(postId: string): Promise<void> {
    await this.tell(postId, () => true);
  }

  /** A post was edited: those whom only the new text speaks to hear of it. */
  async edited(postId: string): Promise<void> {
    await this.tell(postId, (kind) => kind === 'mention' || kind === 'quote');
  }

  /** A post is gone: what was told of it is gone too, and so it does not linger in a count or a mail. */
  async removed(postId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const items: { accountId: string; notificationId: string }[] = await tx.query(
        `with gone as (delete from notification_item where post_id = $1 returning account_id, notification_id)
         select account_id as "accountId", notification_id as "notificationId" from gone`,
        [postId],
      );
      if (items.length === 0) return;
      await tx.query(
        `delete from notification n where id = any($1::uuid[])
           and not exists (select from notification_item i where i.notification_id = n.id)`,
        [items.map(({ notificationId }) => notificationId)],
      );
      const accountIds = items.map(({ accountId }) => accountId);
      await this.events.append(tx, { name: 'notifications.changed', accountIds });
    });
  }

  private async tell(postId: string, concerns: (kind: NotificationKind) => boolean): Promise<void> {
    const post = await postFacts(this.db, postId);
    if (!post) return;
    const { topicId, number, authorId: actorId } = post;
    const about = { topicId, source: `post:${postId}`, postId, number, actorId };
    for (const { kind, accountIds } of await this.addressees.of(post)) {
      if (concerns(kind)) await this.telling.tell({ kind, ...about }, accountIds);
    }
  }
}
