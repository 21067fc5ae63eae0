import type { Ruling } from '@app/contract';
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** Why somebody says that a result cannot stand. */
@Entity()
@Check('challenge_ruling_ck', `ruling in ('upheld', 'rejected')`)
@Index('challenge_election_idx', ['electionId', 'id'])
export class Challenge {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'challenge_pk',
  })
  id: string;

  @ForeignKey('Election', { name: 'challenge_election_fk', onDelete: 'CASCADE' })
  @Column('bigint')
  electionId: string;

  @ForeignKey('Account', { name: 'challenge_by_fk' })
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

  @ForeignKey('Account', { name: 'challenge_ruled_by_fk' })
  @Column('bigint', { nullable: true })
  ruledById: string | null;
}
