import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What an account's last dismissal of unread posts added to its read sets, for undo. */
@Entity()
export class ReadingDismissal {
  @ForeignKey('Account', { name: 'reading_dismissal_account_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'reading_dismissal_pk' })
  accountId: string;

  @ForeignKey('Topic', { name: 'reading_dismissal_topic_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'reading_dismissal_pk' })
  topicId: string;

  @Column('int4multirange')
  added: string;
}
