import { Column, CreateDateColumn, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What a post said before an edit; the current text is in the post itself. */
@Entity()
export class PostRevision {
  @ForeignKey('Post', { name: 'post_revision_post_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'post_revision_pk' })
  postId: string;

  @PrimaryColumn('int', { primaryKeyConstraintName: 'post_revision_pk' })
  version: number;

  /** Who wrote this version. */
  @ForeignKey('Account', { name: 'post_revision_editor_fk' })
  @Column('bigint')
  editorId: string;

  @Column('text')
  raw: string;

  /** When this version was written. */
  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;
}
