import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** When somebody wants to be left alone, and in which time zone their mornings are. */
@Entity()
@Check(
  'notification_hours_quiet_ck',
  `(quiet_from is null) = (quiet_until is null)
   and quiet_from between 0 and 1439 and quiet_until between 0 and 1439`,
)
export class NotificationHours {
  @ForeignKey('Account', { name: 'notification_hours_account_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'notification_hours_pk' })
  accountId: string;

  @Column('text', { default: 'UTC' })
  zone: string;

  /** Minutes after midnight. */
  @Column('int', { nullable: true })
  quietFrom: number | null;

  @Column('int', { nullable: true })
  quietUntil: number | null;
}
