import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A post that an account wants to find again, and perhaps be reminded of. */
@Entity()
@Unique('bookmark_post_uq', ['accountId', 'postId'])
@Index('bookmark_post_idx', ['postId'])
// A descending index is beyond what TypeORM can say; the migration says it.
@Index('bookmark_account_idx', { synchronize: false })
export class Bookmark {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'bookmark_pk',
  })
  id: string;

  @ForeignKey('Account', { name: 'bookmark_account_fk', onDelete: 'CASCADE' })
  @Column('bigint')
  accountId: string;

  @ForeignKey('Post', { name: 'bookmark_post_fk', onDelete: 'CASCADE' })
  @Column('bigint')
  postId: string;

  @Column('text', { default: '' })
  note: string;

  @Column('timestamptz', { nullable: true })
  remindAt: Date | null;

  /** When the reminder was given; a later `remindAt` asks for another one. */
  @Column('timestamptz', { nullable: true })
  remindedAt: Date | null;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;
}
