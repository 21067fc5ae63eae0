import { Check, Column, CreateDateColumn, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { ReactionKind } from '@app/contract';

/** A reaction from another server: counted like a member's, and never shown with a name. */
@Entity()
@Check('outside_reaction_kind_ck', `kind in ('thanks', 'insight', 'laugh', 'celebrate', 'care', 'against')`)
export class OutsideReaction {
  @ForeignKey('Post', { name: 'outside_reaction_post_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'outside_reaction_pk' })
  postId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'outside_reaction_pk' })
  actor: string;

  /** `against` is kept, so that it can be taken back, and counts nowhere. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'outside_reaction_pk' })
  kind: ReactionKind | 'against';

  /** The category elsewhere that says so, where the actor's own server did not. */
  @Column('text', { nullable: true })
  reportedBy: string | null;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;
}
