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
import type { PostKind, ReactionCounts, TopicAct } from '@app/contract';

@Entity()
@Unique('post_uuid_uq', ['uuid'])
@Unique('post_uri_uq', ['uri'])
@Unique('post_number_uq', ['topicId', 'number'])
@Unique('post_client_uq', ['authorId', 'clientId'])
@Check('post_kind_ck', `kind in ('post', 'system')`)
@Index('post_topic_created_idx', ['topicId', 'createdAt'])
// Descending and covering indexes are beyond what TypeORM can say; the migrations say them.
@Index('post_author_idx', { synchronize: false })
@Index('post_written_idx', { synchronize: false })
@Index('post_reply_idx', { synchronize: false })
@Index('post_root_idx', { synchronize: false })
export class Post {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'post_pk',
  })
  id: string;

  /** Names this post to other servers; never changes. */
  @Column('uuid')
  @Generated('uuid')
  uuid: string;

  @ForeignKey('Topic', { name: 'post_topic_fk' })
  @Column('bigint')
  topicId: string;

  /** Its place in the topic, from 1; taken under the topic's row lock, kept for ever. */
  @Column('int')
  number: number;

  @Column('text', { default: 'post' })
  kind: PostKind;

  @ForeignKey('Account', { name: 'post_author_fk' })
  @Column('bigint')
  authorId: string;

  @Column('int', { nullable: true })
  replyToNumber: number | null;

  /** Markdown as it was written; the plain text of a remote post. */
  @Column('text')
  raw: string;

  /** Rendered and sanitised when it was written. */
  @Column('text')
  html: string;

  /** What a system post tells, for pages to say in the reader's language. */
  @Column('jsonb', { nullable: true })
  act: TopicAct | null;

  /** The id under which the home server knows a remote post. */
  @Column('text', { nullable: true })
  uri: string | null;

  @Column('text', { nullable: true })
  url: string | null;

  /** The sender's own id for this post: the same one twice is the same post. */
  @Column('uuid', { nullable: true })
  clientId: string | null;

  /** How many reacted in which way; written with the reactions themselves. */
  @Column('jsonb', { default: {} })
  reactionCounts: ReactionCounts;
  /** Whether everyone who may reply may edit it. */
  @Column('boolean', { default: false })
  wiki: boolean;

  /** Whether search, here and elsewhere, may find it, as far as the post itself says. */
  @Column('boolean', { default: true })
  indexable: boolean;

  @Column('int', { default: 1 })
  version: number;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;

  /** When its text last changed at all; other servers are told this. */
  @Column('timestamptz', { nullable: true })
  editedAt: Date | null;

  /** Since when the present version stands, where it is not the first; a slip mended at once begins none. */
  @Column('timestamptz', { nullable: true })
  revisedAt: Date | null;

  /** Who wrote the current version, where that is not simply the author's first. */
  @ForeignKey('Account', { name: 'post_edited_by_fk' })
  @Column('bigint', { nullable: true })
  editedById: string | null;

  @Column('timestamptz', { nullable: true })
  deletedAt: Date | null;

  @ForeignKey('Account', { name: 'post_deleted_by_fk' })
  @Column('bigint', { nullable: true })
  deletedById: string | null;
}
