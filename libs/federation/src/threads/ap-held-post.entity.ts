import {
  Check,
  Column,
  CreateDateColumn,
  Entity,
  ForeignKey,
  Index,
  PrimaryGeneratedColumn,
  Unique,
} from 'typeorm';

/** A post of another server that waits for a moderator, out of everybody's sight. */
@Entity()
@Unique('ap_held_post_uri_uq', ['uri'])
@Check('ap_held_post_reason_ck', `reason in ('new', 'limited', 'mentions')`)
@Check('ap_held_post_decision_ck', `decision in ('accepted', 'refused')`)
@Index('ap_held_post_open_idx', ['id'], { where: 'decision is null' })
@Index('ap_held_post_author_idx', ['authorId'])
export class ApHeldPost {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'ap_held_post_pk',
  })
  id: string;

  @Column('text')
  uri: string;

  @ForeignKey('Account', { name: 'ap_held_post_author_fk', onDelete: 'CASCADE' })
  @Column('bigint')
  authorId: string;

  /** The category that it is for, as other servers know it, and its row here. */
  @Column('text')
  groupActor: string;

  @ForeignKey('Category', { name: 'ap_held_post_category_fk', onDelete: 'CASCADE' })
  @Column('bigint')
  categoryId: string;

  /** The JSON as its server had it. */
  @Column('text')
  document: string;

  @Column('text', { nullable: true })
  announcer: string | null;

  @ForeignKey('ApInbox', { name: 'ap_held_post_inbox_fk', onDelete: 'SET NULL' })
  @Column('bigint', { nullable: true })
  inboxId: string | null;

  /** Nobody knows its author; its server is limited; it calls too many people. */
  @Column('text')
  reason: 'new' | 'limited' | 'mentions';

  /** Null while nobody has decided. */
  @Column('text', { nullable: true })
  decision: 'accepted' | 'refused' | null;

  @ForeignKey('Account', { name: 'ap_held_post_decided_by_fk', onDelete: 'SET NULL' })
  @Column('bigint', { nullable: true })
  decidedById: string | null;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;
}
