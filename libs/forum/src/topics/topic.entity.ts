import {
  Check,
  Column,
  CreateDateColumn,
  Entity,
  ForeignKey,
  Generated,
  Index,
  PrimaryGeneratedColumn,
  Unique,
} from 'typeorm';
import type { TopicKind, TopicState, TopicSummary } from '@app/contract';

@Entity()
@Check('topic_deciding_ck', `deciding in ('voting', 'awaiting')`)
@Unique('topic_uuid_uq', ['uuid'])
@Unique('topic_uri_uq', ['uri'])
@Check('topic_kind_ck', `kind in ('discussion', 'election')`)
@Check('topic_pinned_everywhere_ck', 'not pinned_everywhere or pinned_until is not null')
@Check('topic_slow_seconds_ck', `slow_seconds between 0 and 86400`)
@Check('topic_state_ck', `state in ('open', 'closed', 'archived')`)
// Descending and covering indexes are beyond what TypeORM can say; the migration says it.
@Index('topic_latest_idx', { synchronize: false })
@Index('topic_category_latest_idx', { synchronize: false })
@Index('topic_category_created_idx', { synchronize: false })
@Index('topic_title_trgm_idx', { synchronize: false })
@Index('topic_pinned_idx', ['categoryId', 'pinnedUntil'], { where: 'pinned_until is not null' })
@Index('topic_participant_idx', { synchronize: false })
@Index('topic_participant_group_idx', { synchronize: false })
@Index('topic_created_idx', { synchronize: false })
export class Topic {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'topic_pk',
  })
  id: string;

  /** Names this topic to other servers; never changes. */
  @Column('uuid')
  @Generated('uuid')
  uuid: string;

  @ForeignKey('Category', { name: 'topic_category_fk' })
  @Column('bigint')
  categoryId: string;

  @ForeignKey('Account', { name: 'topic_author_fk' })
  @Column('bigint')
  authorId: string;

  @Column('text', { default: 'discussion' })
  kind: TopicKind;

  @Column('text')
  title: string;

  @Column('text')
  slug: string;

  @Column('text', { default: 'open' })
  state: TopicState;

  /** The id under which the home server knows a remote topic. */
  @Column('text', { nullable: true })
  uri: string | null;

  /** The highest number taken so far; numbers are never given back. */
  @Column('int', { default: 0 })
  lastNumber: number;

  /** Posts that are not deleted. */
  @Column('int', { default: 0 })
  postCount: number;

  /** Up to five who wrote last, most recent first. */
  @Column('bigint', { array: true, default: [] })
  recentAuthorIds: string[];

  /** The accounts that alone may read a private topic, with the groups below; null for every other topic. */
  @Column('bigint', { array: true, nullable: true })
  participantIds: string[] | null;

  @Column('bigint', { array: true, nullable: true })
  participantGroupIds: string[] | null;

  /** The beginning of the first post as plain text. */
  @Column('text', { default: '' })
  excerpt: string;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;

  /** When it last moved to the top of the lists. */
  @Column('timestamptz', { default: () => 'now()' })
  bumpedAt: Date;

  @Column('timestamptz', { nullable: true })
  deletedAt: Date | null;

  @ForeignKey('Account', { name: 'topic_deleted_by_fk' })
  @Column('bigint', { nullable: true })
  deletedById: string | null;

  /** On top of its category's list until then. */
  @Column('timestamptz', { nullable: true })
  pinnedUntil: Date | null;

  /** On top of every list, not only of its category's. */
  @Column('boolean', { default: false })
  pinnedEverywhere: boolean;

  /** How long a member waits between two posts here. */
  @Column('int', { default: 0 })
  slowSeconds: number;

  /** The topic that took in all posts of this one, which then leads there. */
  @ForeignKey('Topic', { name: 'topic_moved_to_fk' })
  @Column('bigint', { nullable: true })
  movedToId: string | null;

  /** A vote in it is open, or waits for its outcome; kept by a trigger. */
  @Column('text', { nullable: true })
  deciding: TopicSummary['deciding'];

  /** Whether something was decided in it; kept by a trigger. */
  @Column('boolean', { default: false })
  decided: boolean;

  @Column('int', { default: 1 })
  version: number;
}
