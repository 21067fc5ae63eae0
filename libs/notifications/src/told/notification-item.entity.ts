import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** One thing that somebody was told, by its source (`post:12`): once, and for one reason. */
@Entity()
@Index('notification_item_notification_idx', ['notificationId', 'at'])
@Index('notification_item_post_idx', ['postId'], { where: 'post_id is not null' })
@Index('notification_item_unmailed_idx', ['accountId', 'at'], { where: 'mailed_at is null' })
export class NotificationItem {
  @ForeignKey('Account', { name: 'notification_item_account_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'notification_item_pk' })
  accountId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'notification_item_pk' })
  source: string;

  @Column('uuid')
  @ForeignKey('Notification', { name: 'notification_item_notification_fk', onDelete: 'CASCADE' })
  notificationId: string;

  @Column('bigint', { nullable: true })
  @ForeignKey('Post', { name: 'notification_item_post_fk', onDelete: 'CASCADE' })
  postId: string | null;

  @Column('int', { nullable: true })
  number: number | null;

  @Column('bigint', { nullable: true })
  @ForeignKey('Account', { name: 'notification_item_actor_fk', onDelete: 'CASCADE' })
  actorId: string | null;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  at: Date;

  @Column('timestamptz', { nullable: true })
  mailedAt: Date | null;
}
