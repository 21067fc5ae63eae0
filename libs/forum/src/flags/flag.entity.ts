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
import type { FlagReason } from '@app/contract';

/** A member's word to the moderators that a post is not all right. */
@Entity()
@Unique('flag_post_uq', ['postId', 'accountId'])
@Check('flag_reason_ck', `reason in ('rude', 'off-topic', 'spam', 'unlawful', 'other')`)
@Check('flag_state_ck', `state in ('open', 'decided')`)
@Index('flag_open_idx', ['id'], { where: `state = 'open'` })
@Index('flag_account_idx', ['accountId'])
export class Flag {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'flag_pk',
  })
  id: string;

  @ForeignKey('Post', { name: 'flag_post_fk', onDelete: 'CASCADE' })
  @Column('bigint')
  postId: string;

  @ForeignKey('Account', { name: 'flag_account_fk', onDelete: 'CASCADE' })
  @Column('bigint')
  accountId: string;

  @Column('text')
  reason: FlagReason;

  @Column('text', { default: '' })
  note: string;

  @Column('text', { default: 'open' })
  state: 'open' | 'decided';

  /** What the post said when it was flagged, because it may be edited before anybody looks. */
  @Column('int')
  postVersion: number;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;
}
