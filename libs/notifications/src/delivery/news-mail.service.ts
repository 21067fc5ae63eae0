import { Injectable } from '@nestjs/common';
import type { NotificationKind } from '@app/contract';
import { DataSource, type EntityManager } from 'typeorm';
import { eventOf } from '../preferences/defaults.rules.ts';
import type { Letter } from './letter.rules.ts';
import type { MailSubject } from './mail-tokens.ts';
import { digestLetter, newsLetter } from './news-letter.rules.ts';
import { type Pending, PendingView } from './pending.view.ts';
import { type Envelope, PostOffice } from './post-office.ts';

interface Ordered {
  accountId: string;
  kind: NotificationKind;
  topicId: string;
}

/** Writes mails about news, at the moment they leave: what was read, hidden or unwanted by then is not in them. */
@Injectable()
export class NewsMailService {
  constructor(
    private readonly db: DataSource,
    private readonly pending: PendingView,
    private readonly office: PostOffice,
  ) {}

  /** Mails what is pending of one notification, if anything is. */
  async mailNews(notificationId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const [ordered] = await tx.query<Ordered[]>(
        `with found as (
           update notification set mail_ordered_at = null where id = $1 returning account_id, kind, topic_id)
         select account_id as "accountId", kind, topic_id as "topicId" from found`,
        [notificationId],
      );
      if (!ordered) return;
      const { accountId, kind, topicId } = ordered;
      const event = eventOf(kind);
      const wanted = {
        notificationId,
        unmailed: true,
        through: ({ mail }: { mail: string }) => mail === 'now',
      };
      const pending = await this.pending.of(accountId, wanted, tx);
      await this.post(tx, { accountId, event, topicId }, pending, (envelope) =>
        newsLetter(envelope, { pending, event }),
      );
    });
  }

  /** Mails what is pending of everything that an account wants collected at this pace, if anything is. */
  async mailDigest(accountId: string, pace: 'daily' | 'weekly'): Promise<void> {
    await this.db.transaction(async (tx) => {
      const wanted = { unmailed: true, through: ({ mail }: { mail: string }) => mail === pace };
      const pending = await this.pending.of(accountId, wanted, tx);
      await this.post(tx, { accountId, event: null, topicId: null }, pending, (envelope) =>
        digestLetter(envelope, { pending, pace }),
      );
    });
  }

  private async post(
    tx: EntityManager,
    about: MailSubject,
    pending: Pending[],
    write: (envelope: Envelope) => Letter,
  ): Promise<void> {
    const newest = pending.at(-1);
    if (!newest) return;
    const { accountId } = about;
    const key = `news:${accountId}:${newest.source}`;
    const sealed = await this.pending.isPrivate(pending);
    if (!(await this.office.post(tx, { key, about, private: sealed, write }))) return;
    await tx.query(
      `update notification_item set mailed_at = now() where account_id = $1 and source = any($2)`,
      [accountId, pending.map(({ source }) => source)],
    );
  }
}
