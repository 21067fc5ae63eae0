import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Candidacy } from './candidacy.entity.ts';

/** A member who seconds a nomination. */
@Entity()
@ForeignKey(() => Candidacy, ['electionId', 'candidateId'], ['electionId', 'accountId'], {
  name: 'candidacy_second_candidacy_fk',
  onDelete: 'CASCADE',
})
export class CandidacySecond {
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'candidacy_second_pk' })
  electionId: string;

  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'candidacy_second_pk' })
  candidateId: string;

  @ForeignKey('Account', { name: 'candidacy_second_account_fk' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'candidacy_second_pk' })
  accountId: string;
}
