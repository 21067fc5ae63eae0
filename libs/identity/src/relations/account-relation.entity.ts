import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { RelationKind } from '@app/contract';

/** Whom an account does not want to hear of. A block is a mute that also keeps the other one away. */
@Entity()
@Check('account_relation_kind_ck', `kind in ('mute', 'block')`)
@Check('account_relation_self_ck', 'account_id <> target_id')
@Index('account_relation_target_idx', ['targetId'])
export class AccountRelation {
  @ForeignKey('Account', { name: 'account_relation_account_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'account_relation_pk' })
  accountId: string;

  @ForeignKey('Account', { name: 'account_relation_target_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'account_relation_pk' })
  targetId: string;

  @Column('text')
  kind: RelationKind;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;
}
