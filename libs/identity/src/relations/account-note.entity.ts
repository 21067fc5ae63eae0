import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What a member has noted about somebody, for themselves alone. */
@Entity()
@Index('account_note_target_idx', ['targetId'])
export class AccountNote {
  @ForeignKey('Account', { name: 'account_note_account_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'account_note_pk' })
  accountId: string;

  @ForeignKey('Account', { name: 'account_note_target_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'account_note_pk' })
  targetId: string;

  @Column('text')
  text: string;

  @Column('timestamptz', { default: () => 'now()' })
  updatedAt: Date;
}
