import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { MailPace, NotificationEvent } from '@app/contract';

/** How somebody wants to hear of one kind of event, where they chose. */
@Entity()
@Check('notification_choice_mail_ck', `mail in ('now', 'daily', 'weekly', 'never')`)
export class NotificationChoice {
  @ForeignKey('Account', { name: 'notification_choice_account_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'notification_choice_pk' })
  accountId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'notification_choice_pk' })
  event: NotificationEvent;

  @Column('boolean')
  site: boolean;

  @Column('boolean')
  push: boolean;

  @Column('text')
  mail: MailPace;
}
