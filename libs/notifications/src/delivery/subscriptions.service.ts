import { Injectable } from '@nestjs/common';
import type { MailSubscription } from '@app/contract';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { PreferencesService } from '../preferences/preferences.service.ts';
import { MailTokens } from './mail-tokens.ts';

/** What the links at the foot of mails do, for whoever holds the mail. */
@Injectable()
export class SubscriptionsService {
  constructor(
    private readonly db: DataSource,
    private readonly tokens: MailTokens,
    private readonly preferences: PreferencesService,
  ) {}

  /**
   * What a link can end.
   *
   * @throws ProblemError `outdated-link`
   */
  async describe(token: string): Promise<MailSubscription> {
    const { accountId, event, topicId } = await this.tokens.read(token);
    const rows: MailSubscription[] = await this.db.query(
      `select a.handle::text, $2::text as event, (select jsonb_build_object('id', t.id::text, 'title', t.title)
         from topic t where t.id = $3) as topic
       from account a where a.id = $1 and a.deleted_at is null`,
      [accountId, event, topicId],
    );
    if (!rows[0]) throw new ProblemError('outdated-link');
    return rows[0];
  }

  /**
   * Ends mail; doing it twice is doing it once.
   *
   * @throws ProblemError `outdated-link`, `invalid-input` for a topic where the mail was about none
   */
  async end(token: string, what: 'event' | 'topic' | 'all'): Promise<void> {
    const { accountId, event, topicId } = await this.tokens.read(token);
    await this.describe(token);
    if (what === 'topic') return this.muteTopic(accountId, topicId);
    await (what === 'event' && event === null
      ? this.preferences.endDigests(accountId)
      : this.preferences.endMail(accountId, what === 'all' ? null : event));
  }

  private async muteTopic(accountId: string, topicId: string | null): Promise<void> {
    if (topicId === null) throw new ProblemError('invalid-input');
    await this.db.query(
      `insert into topic_reading (account_id, topic_id, level, level_source) values ($1, $2, 'mute', 'chosen')
       on conflict (account_id, topic_id) do update set level = 'mute', level_source = 'chosen', unread = false`,
      [accountId, topicId],
    );
  }
}
