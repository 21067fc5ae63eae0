import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** What we serve, know or were told to forget under one object id. */
@Entity()
@Unique('ap_object_post_uq', ['postId'])
@Check('ap_object_state_ck', `state in ('live', 'gone', 'orphan')`)
@Index('ap_object_orphan_idx', ['inReplyTo'], { where: `state = 'orphan'` })
export class ApObject {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'ap_object_pk' })
  id: string;

  @ForeignKey('Post', { name: 'ap_object_post_fk', onDelete: 'CASCADE' })
  @Column('bigint', { nullable: true })
  postId: string | null;

  /** An orphan waits, unseen, for the post that it answers. */
  @Column('text')
  state: 'live' | 'gone' | 'orphan';

  @Column('text', { nullable: true })
  inReplyTo: string | null;

  /** The Create that brought it, kept to be passed on word for word. */
  @ForeignKey('ApInbox', { name: 'ap_object_inbox_fk', onDelete: 'SET NULL' })
  @Column('bigint', { nullable: true })
  inboxId: string | null;

  /** The Group on another server that has not announced this post of ours yet. */
  @Column('text', { nullable: true })
  waitsFor: string | null;

  /** The version of our post that the last activity carried. */
  @Column('int', { default: 0 })
  version: number;

  /** How often this object was made, changed or removed by an activity. */
  @Column('int', { default: 0 })
  revision: number;

  /** Ours: the bytes that are served. Theirs: the JSON as fetched. */
  @Column('text', { default: '' })
  document: string;

  /** Theirs: `updated`, else `published`; an older version is never applied over a newer one. */
  @Column('timestamptz', { default: () => 'now()' })
  changedAt: Date;

  /** The Group elsewhere that showed an orphan. */
  @Column('text', { nullable: true })
  announcer: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  keptAt: Date;
}
