import { Check, Column, CreateDateColumn, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import type {
  BallotManifest,
  ElectionPhase,
  ElectionProcedure,
  ElectionState,
  VoidReason,
} from '@app/contract';

/** A topic with a clock. Title and introduction are the topic's. */
@Entity()
@Unique('election_manifest_hash_uq', ['manifestHash'])
@Check('election_method_ck', `method = 'scottish-stv'`)
@Check('election_seats_ck', `seats between 1 and 50`)
@Check('election_procedure_ck', `procedure in ('clock', 'officers')`)
@Check(
  'election_state_ck',
  `state in ('announced', 'nominations', 'scrutiny', 'campaign', 'sealed', 'open', 'suspended', 'closed', 'opened', 'counted', 'challenged', 'certified', 'cancelled', 'voided')`,
)
@Check(
  'election_phase_ck',
  `phase in ('announced', 'nominations', 'campaign', 'voting', 'counting', 'result', 'void')`,
)
@Check(
  'election_void_reason_ck',
  `void_reason in ('no-candidates', 'no-ballots', 'no-quorum', 'cancelled', 'annulled')`,
)
@Check('election_timeline_ck', `nominations_close_at < voting_closes_at`)
@Check('election_void_ck', `(phase = 'void') = (void_reason is not null)`)
export class Election {
  /** The id of its topic. */
  @ForeignKey('Topic', { name: 'election_topic_fk' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'election_pk' })
  id: string;

  @Column('text', { default: 'scottish-stv' })
  method: 'scottish-stv';

  @Column('int')
  seats: number;

  /** The group whose members are on the roll, as it was called at opening. */
  @Column('citext')
  electorateSlug: string;

  @Column('text')
  electorateName: string;

  /** Who moves it on: the clock alone, or officers. */
  @Column('text', { default: 'clock' })
  procedure: ElectionProcedure;

  /** Where its officers see it; `phase` follows from it. */
  @Column('text', { default: 'nominations' })
  state: Exclude<ElectionState, 'draft'>;

  @Column('text', { default: 'nominations' })
  phase: ElectionPhase;

  @Column('text', { nullable: true })
  voidReason: VoidReason | null;

  @Column('int')
  rollSize: number;

  @Column('bytea')
  rollRoot: Buffer;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  openedAt: Date;

  @Column('timestamptz')
  nominationsCloseAt: Date;

  @Column('timestamptz')
  votingClosesAt: Date;

  /** Null until voting opens; then never changed. */
  @Column('jsonb', { nullable: true })
  manifest: BallotManifest['document'] | null;

  @Column('bytea', { nullable: true })
  manifestHash: Buffer | null;

  /** Collected ballots at the last live message about turnout. */
  @Column('int', { default: 0 })
  turnoutTold: number;
}
