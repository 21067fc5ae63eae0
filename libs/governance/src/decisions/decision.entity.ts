import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';
import type { Outcome, ProposalTally, ProposalTerms } from '@app/contract';

/** What was decided, as it was at that moment. The database refuses every change. */
@Entity()
@Unique('decision_proposal_uq', ['proposalId'])
@Check('decision_outcome_ck', `outcome in ('adopted', 'rejected', 'withdrawn')`)
@Index('decision_topic_idx', ['topicId'])
@Index('decision_review_idx', ['reviewOn'], { where: 'review_on is not null' })
export class Decision {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'decision_pk',
  })
  id: string;

  @ForeignKey('Proposal', { name: 'decision_proposal_fk' })
  @Column('bigint')
  proposalId: string;

  @ForeignKey('Topic', { name: 'decision_topic_fk' })
  @Column('bigint')
  topicId: string;

  @Column('text')
  outcome: Outcome;

  @Column('text')
  outcomeRaw: string;

  @Column('text')
  outcomeHtml: string;

  @Column('text')
  title: string;

  @Column('text')
  textRaw: string;

  @Column('text')
  textHtml: string;

  @Column('int')
  version: number;

  @Column('jsonb')
  terms: ProposalTerms;

  /** Null for what was withdrawn while votes were still hidden. */
  @Column('jsonb', { nullable: true })
  tally: ProposalTally | null;

  @Column('timestamptz')
  openedAt: Date;

  @Column('timestamptz')
  closedAt: Date;

  @Column('timestamptz')
  decidedAt: Date;

  @ForeignKey('Account', { name: 'decision_decided_by_fk' })
  @Column('bigint')
  decidedById: string;

  /** Who sees to it. */
  @ForeignKey('Account', { name: 'decision_owner_fk' })
  @Column('bigint', { nullable: true })
  ownerId: string | null;

  @Column('date', { nullable: true })
  reviewOn: string | null;
}
