import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Which numbers of a topic an account has read, as an exact set of a few ranges. */
@Entity()
export class TopicReading {
  @ForeignKey('Account', { name: 'topic_reading_account_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'topic_reading_pk' })
  accountId: string;

  @ForeignKey('Topic', { name: 'topic_reading_topic_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'topic_reading_pk' })
  topicId: string;

  @Column('int4multirange', { default: '{}' })
  read: string;

  @Column('timestamptz', { default: () => 'now()' })
  lastVisitAt: Date;
}
