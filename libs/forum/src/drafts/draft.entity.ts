import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What somebody has begun to write, for one target: a reply, an edit, a new topic. */
@Entity()
@Index('draft_updated_idx', ['accountId', 'updatedAt', 'key'])
@Index('draft_topic_idx', ['topicId'])
export class Draft {
  @ForeignKey('Account', { name: 'draft_account_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'draft_pk' })
  accountId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'draft_pk' })
  key: string;

  /** Counts what the server has taken in, so that two devices notice each other. */
  @Column('int', { default: 1 })
  rev: number;

  @ForeignKey('Topic', { name: 'draft_topic_fk', onDelete: 'CASCADE' })
  @Column('bigint', { nullable: true })
  topicId: string | null;

  @Column('text', { default: '' })
  category: string;

  @Column('text', { default: '' })
  title: string;

  @Column('text')
  raw: string;

  @Column('timestamptz', { default: () => 'now()' })
  updatedAt: Date;
}
