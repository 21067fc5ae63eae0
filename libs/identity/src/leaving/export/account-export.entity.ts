import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** The archive that an account asked for last; its bytes lie in the storage, under its id. */
@Entity()
@Check('account_export_state_ck', `state in ('waiting', 'making', 'ready', 'failed')`)
@Index('account_export_account_uq', ['accountId'], { unique: true })
export class AccountExport {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()', primaryKeyConstraintName: 'account_export_pk' })
  id: string;

  @ForeignKey('Account', { name: 'account_export_account_fk' })
  @Column('bigint')
  accountId: string;

  @Column('text', { default: 'waiting' })
  state: 'waiting' | 'making' | 'ready' | 'failed';

  /** How many of its files are in it. */
  @Column('int', { default: 0 })
  done: number;

  /** How many files it will have; 0 until they were counted. */
  @Column('int', { default: 0 })
  total: number;

  /** How large it is; 0 until it is ready. */
  @Column('bigint', { default: 0 })
  bytes: string;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  requestedAt: Date;

  /** Null until it is ready. */
  @Column('timestamptz', { nullable: true })
  expiresAt: Date | null;
}
