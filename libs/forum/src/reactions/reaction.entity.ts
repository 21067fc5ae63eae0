import { Check, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ReactionKind } from '@app/contract';

/** One kind of answer without words, by one account to one post. */
@Entity()
@Check('reaction_kind_ck', `kind in ('thanks', 'insight', 'laugh', 'celebrate', 'care')`)
@Index('reaction_account_idx', ['accountId'])
export class Reaction {
  @ForeignKey('Post', { name: 'reaction_post_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'reaction_pk' })
  postId: string;

  @ForeignKey('Account', { name: 'reaction_account_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'reaction_pk' })
  accountId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'reaction_pk' })
  kind: ReactionKind;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;
}
