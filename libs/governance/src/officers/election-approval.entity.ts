import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { ElectionEvent } from '@app/contract';

/** What one officer has asked for and another has not yet confirmed. */
@Entity()
export class ElectionApproval {
  @ForeignKey('Election', { name: 'election_approval_election_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'election_approval_pk' })
  electionId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'election_approval_pk' })
  event: ElectionEvent;

  @ForeignKey('Account', { name: 'election_approval_account_fk' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'election_approval_pk' })
  accountId: string;

  @Column('text', { default: '' })
  reason: string;

  /** With `reopen-nominations`: until when. */
  @Column('timestamptz', { nullable: true })
  until: Date | null;

  @Column('timestamptz')
  at: Date;
}
