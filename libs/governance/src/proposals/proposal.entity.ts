import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { ProposalState, ResultsShown, Threshold } from '@app/contract';

/** Something that a topic puts to the vote. Its terms never change; its text has versions. */
@Entity()
@Check('proposal_state_ck', `state in ('open', 'closed', 'decided')`)
@Check('proposal_quorum_ck', `quorum between 0 and 100`)
@Check('proposal_threshold_ck', `threshold in ('majority', 'two-thirds', 'three-quarters', 'unanimity')`)
@Check('proposal_results_ck', `results in ('after-close', 'after-vote')`)
@Check('proposal_timeline_ck', `opened_at < closes_at`)
@Index('proposal_topic_idx', ['topicId', 'id'])
@Index('proposal_unsettled_idx', ['id'], { where: `state <> 'decided'` })
export class Proposal {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'proposal_pk',
  })
  id: string;

  @ForeignKey('Topic', { name: 'proposal_topic_fk' })
  @Column('bigint')
  topicId: string;

  @ForeignKey('Account', { name: 'proposal_author_fk' })
  @Column('bigint')
  authorId: string;

  @Column('text')
  title: string;

  @Column('text', { default: 'open' })
  state: ProposalState;

  /** Of the text. */
  @Column('int', { default: 1 })
  version: number;

  /** Grows with every change that an open page has to hear of. */
  @Column('int', { default: 1 })
  revision: number;

  /** The group whose members are on the roll, as it was called at opening. */
  @Column('citext')
  electorateSlug: string;

  @Column('text')
  electorateName: string;

  @Column('int')
  rollSize: number;

  /** In per cent of the roll. */
  @Column('int')
  quorum: number;

  @Column('text')
  threshold: Threshold;

  @Column('boolean')
  blocking: boolean;

  @Column('text')
  results: ResultsShown;

  @Column('timestamptz')
  openedAt: Date;

  @Column('timestamptz')
  closesAt: Date;

  /** When voting ended by the clock; null also for what was withdrawn before. */
  @Column('timestamptz', { nullable: true })
  closedAt: Date | null;
}
