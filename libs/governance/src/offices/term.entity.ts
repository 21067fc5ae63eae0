import type { TermEnd, TermOrigin } from '@app/contract';
import { Check, Column, Entity, Exclusion, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Somebody's time in a seat. Seats beyond the office's own are those of substitutes, in their order. */
@Entity()
@Check('term_seat_ck', `seat_no > 0`)
@Check(
  'term_end_reason_ck',
  `end_reason in ('expired', 'resigned', 'recalled', 'ineligible', 'died', 'annulled', 'moved-up')`,
)
@Check('term_origin_ck', `origin in ('election', 'substitute', 'countback', 'decision')`)
@Check('term_time_ck', `starts_at < planned_end_at and (ended_at is null or starts_at <= ended_at)`)
@Check('term_end_ck', `(ended_at is null) = (end_reason is null)`)
@Exclusion(
  'term_overlap_ex',
  `using gist (office_id with =, seat_no with =, tstzrange(starts_at, coalesce(ended_at, planned_end_at)) with &&)`,
)
@Index('term_account_idx', ['accountId', 'officeId'])
@Index('term_election_idx', ['electionId'])
export class Term {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'term_pk',
  })
  id: string;

  @ForeignKey('Office', { name: 'term_office_fk' })
  @Column('bigint')
  officeId: string;

  @Column('int')
  seatNo: number;

  @ForeignKey('Account', { name: 'term_account_fk' })
  @Column('bigint')
  accountId: string;

  @Column('timestamptz')
  startsAt: Date;

  @Column('timestamptz')
  plannedEndAt: Date;

  @Column('timestamptz', { nullable: true })
  endedAt: Date | null;

  @Column('text', { nullable: true })
  endReason: TermEnd | null;

  @Column('text')
  origin: TermOrigin;

  @ForeignKey('Election', { name: 'term_election_fk' })
  @Column('bigint', { nullable: true })
  electionId: string | null;
}
