import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { OfficerRole } from '@app/contract';

/** Somebody who conducts an election; one role each. */
@Entity()
@Check('election_officer_role_ck', `role in ('returning-officer', 'scrutineer', 'appeals-body')`)
export class ElectionOfficer {
  @ForeignKey('Election', { name: 'election_officer_election_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'election_officer_pk' })
  electionId: string;

  @ForeignKey('Account', { name: 'election_officer_account_fk' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'election_officer_pk' })
  accountId: string;

  @Column('text')
  role: OfficerRole;
}
