import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A category of which somebody wants to hear less: in the bell only, or not at all. */
@Entity()
@Check('notification_category_reach_ck', `reach in ('site', 'none')`)
@Index('notification_category_category_idx', ['categoryId'])
export class NotificationCategory {
  @ForeignKey('Account', { name: 'notification_category_account_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'notification_category_pk' })
  accountId: string;

  @ForeignKey('Category', { name: 'notification_category_category_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'notification_category_pk' })
  categoryId: string;

  @Column('text')
  reach: 'site' | 'none';
}
