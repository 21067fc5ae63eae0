import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { FollowLevel, LevelSource } from '@app/contract';

/** What an account has to do with a topic: which numbers it has read, as an exact set, and its follow level. */
@Entity()
@Check('topic_reading_level_ck', `level in ('follow', 'track', 'mute')`)
@Check('topic_reading_level_source_ck', `level_source in ('chosen', 'opened', 'replied', 'read')`)
// Covering and partial indexes are beyond what TypeORM can say; the migration says them.
@Index('topic_reading_unread_idx', { synchronize: false })
@Index('topic_reading_followed_idx', { synchronize: false })
@Index('topic_reading_to_tell_idx', { synchronize: false })
@Index('topic_reading_level_idx', { synchronize: false })
@Index('topic_reading_topic_idx', ['topicId'])
export class TopicReading {
  @ForeignKey('Account', { name: 'topic_reading_account_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'topic_reading_pk' })
  accountId: string;

  @ForeignKey('Topic', { name: 'topic_reading_topic_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'topic_reading_pk' })
  topicId: string;

  @Column('int4multirange', { default: '{}' })
  read: string;

  /** Null for a topic that was never opened. */
  @Column('timestamptz', { default: () => 'now()', nullable: true })
  lastVisitAt: Date | null;

  /** When the visit before the one of `lastVisitAt` ended. */
  @Column('timestamptz', { nullable: true })
  earlierVisitAt: Date | null;

  /** Null where the category's level holds. */
  @Column('text', { nullable: true })
  level: FollowLevel | null;

  /** Why the level is as it is; `chosen` without a level is somebody who wants none. */
  @Column('text', { nullable: true })
  levelSource: LevelSource | null;

  /** When this reader let a pinned topic sink to its place. */
  @Column('timestamptz', { nullable: true })
  unpinnedAt: Date | null;

  /** Followed or tracked, with numbers that were not read. */
  @Column('boolean', { default: false })
  unread: boolean;
}
