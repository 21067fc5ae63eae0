import type { Bylaws, DraftSteps, DryRun } from '@app/contract';
import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What officers conduct an election by; fixed when it is announced. */
@Entity()
@Check('election_process_outcome_ck', `outcome in ('elected', 'uncontested', 'no-quorum')`)
@Index('election_process_rerun_of_idx', ['rerunOfId'])
export class ElectionProcess {
  @ForeignKey('Election', { name: 'election_process_election_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'election_process_pk' })
  electionId: string;

  @Column('jsonb')
  bylaws: Bylaws;

  /** What the officers wrote when they set it up; a re-run begins with it. */
  @Column('jsonb')
  setup: DraftSteps;

  @ForeignKey('Office', { name: 'election_process_office_fk' })
  @Column('bigint', { nullable: true })
  officeId: string | null;

  /** Whoever is a member then is on the roll. */
  @Column('timestamptz')
  recordAt: Date;

  /** Null until the roll is as it was at that moment; later changes are corrections. */
  @Column('timestamptz', { nullable: true })
  rollFrozenAt: Date | null;

  @Column('timestamptz')
  nominationsOpenAt: Date;

  @Column('timestamptz')
  votingOpensAt: Date;

  @Column('timestamptz', { nullable: true })
  challengeEndsAt: Date | null;

  @Column('timestamptz')
  termsStartAt: Date;

  @Column('jsonb', { nullable: true })
  dryRun: DryRun | null;

  @Column('text', { nullable: true })
  outcome: 'elected' | 'uncontested' | 'no-quorum' | null;

  @ForeignKey('Election', { name: 'election_process_rerun_of_fk' })
  @Column('bigint', { nullable: true })
  rerunOfId: string | null;
}
