import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Stance } from '@app/contract';

/** One member on a proposal's roll, and how they voted: an open vote, by name. */
@Entity()
@Check('proposal_voter_choice_ck', `choice in ('agree', 'abstain', 'disagree', 'block')`)
@Check('proposal_voter_vote_ck', `(choice is null) = (version is null)`)
@Check('proposal_voter_reason_ck', `choice <> 'block' or reason <> ''`)
@Index('proposal_voter_account_idx', ['accountId', 'proposalId'])
export class ProposalVoter {
  @ForeignKey('Proposal', { name: 'proposal_voter_proposal_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'proposal_voter_pk' })
  proposalId: string;

  @ForeignKey('Account', { name: 'proposal_voter_account_fk' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'proposal_voter_pk' })
  accountId: string;

  @Column('text', { nullable: true })
  choice: Stance | null;

  @Column('text', { default: '' })
  reason: string;

  /** The version of the text that was voted on. */
  @Column('int', { nullable: true })
  version: number | null;

  @Column('timestamptz', { nullable: true })
  votedAt: Date | null;
}
