import type { Ruling } from '@app/contract';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** A claim to be on a roll, or an objection to somebody who is. */
@Entity()
@Check('roll_claim_kind_ck', `kind in ('claim', 'objection')`)
@Check('roll_claim_ruling_ck', `ruling in ('upheld', 'rejected')`)
@Index('roll_claim_election_idx', ['electionId', 'id'])
export class RollClaim {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'roll_claim_pk',
  })
  id: string;

  @ForeignKey('Election', { name: 'roll_claim_election_fk', onDelete: 'CASCADE' })
  @Column('bigint')
  electionId: string;

  @Column('text')
  kind: 'claim' | 'objection';

  /** Whom it is about. */
  @ForeignKey('Account', { name: 'roll_claim_account_fk' })
  @Column('bigint')
  accountId: string;

  @ForeignKey('Account', { name: 'roll_claim_by_fk' })
  @Column('bigint')
  byId: string;

  @Column('text')
  text: string;

  @Column('timestamptz')
  at: Date;

  @Column('text', { nullable: true })
  ruling: Ruling | null;

  @Column('text', { nullable: true })
  rulingReason: string | null;

  @ForeignKey('Account', { name: 'roll_claim_ruled_by_fk' })
  @Column('bigint', { nullable: true })
  ruledById: string | null;
}
