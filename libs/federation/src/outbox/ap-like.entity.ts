import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** That somebody here likes a post, as others were told. */
@Entity()
export class ApLike {
  @ForeignKey('Post', { name: 'ap_like_post_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'ap_like_pk' })
  postId: string;

  @ForeignKey('Account', { name: 'ap_like_account_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'ap_like_pk' })
  accountId: string;

  /** The how manieth Like of this post by this account it is. */
  @Column('int', { default: 1 })
  revision: number;

  /** False once it was taken back. */
  @Column('boolean', { default: true })
  isLive: boolean;
}
