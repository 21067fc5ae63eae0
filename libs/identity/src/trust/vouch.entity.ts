import { Check, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Somebody trusted says that they know a newcomer. */
@Entity()
@Check('vouch_self_ck', 'account_id <> target_id')
@Index('vouch_target_idx', ['targetId'])
export class Vouch {
  @ForeignKey('Account', { name: 'vouch_account_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'vouch_pk' })
  accountId: string;

  @ForeignKey('Account', { name: 'vouch_target_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'vouch_pk' })
  targetId: string;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;
}
