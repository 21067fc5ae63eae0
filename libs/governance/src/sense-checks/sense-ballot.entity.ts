import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** How often the same was answered without names. */
@Entity()
@Check('sense_ballot_answers_ck', 'answers > 0')
export class SenseBallot {
  @ForeignKey('SenseCheck', { name: 'sense_ballot_check_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'sense_ballot_pk' })
  senseCheckId: string;

  @PrimaryColumn('int', { primaryKeyConstraintName: 'sense_ballot_pk' })
  choice: number;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'sense_ballot_pk' })
  reason: string;

  @Column('int')
  answers: number;
}
