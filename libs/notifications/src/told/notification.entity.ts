import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { NotificationKind } from '@app/contract';

/** What somebody is told: one row for a topic and a kind of news, as long as it is unread. */
@Entity()
@Index('notification_unread_uq', ['accountId', 'topicId', 'kind'], { unique: true, where: 'read_at is null' })
// A descending partial index is beyond what TypeORM can say; the migration says it.
@Index('notification_told_idx', { synchronize: false })
@Index('notification_topic_idx', ['topicId'])
@Index('notification_batch_idx', ['readBatch'], { where: 'read_batch is not null' })
export class Notification {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()', primaryKeyConstraintName: 'notification_pk' })
  id: string;

  @Column('bigint')
  @ForeignKey('Account', { name: 'notification_account_fk', onDelete: 'CASCADE' })
  accountId: string;

  @Column('text')
  kind: NotificationKind;

  @Column('bigint')
  @ForeignKey('Topic', { name: 'notification_topic_fk', onDelete: 'CASCADE' })
  topicId: string;

  /** False where its reader wants it by mail or push only. */
  @Column('boolean', { default: true })
  onSite: boolean;

  /** When the newest of its items was told. */
  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  toldAt: Date;

  @Column('timestamptz', { nullable: true })
  readAt: Date | null;

  /** Everything that was marked as read together, so that it can be taken back together. */
  @Column('uuid', { nullable: true })
  readBatch: string | null;

  /** A mail about it is on its way and will hold what comes until then. */
  @Column('timestamptz', { nullable: true })
  mailOrderedAt: Date | null;
}
