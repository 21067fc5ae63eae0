import { Column, CreateDateColumn, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** What opens an account's feeds to a feed reader: only its hash. */
@Entity('feed_token')
@Unique('feed_token_hash_uq', ['tokenHash'])
export class FeedKeyRow {
  @ForeignKey('Account', { name: 'feed_token_account_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'feed_token_pk' })
  accountId: string;

  @Column('bytea')
  tokenHash: Buffer;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  usedAt: Date | null;
}
