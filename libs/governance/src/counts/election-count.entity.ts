import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { BallotFault, CountSheet } from '@app/contract';

/** What closing an election found. Columns are null until their step is done. */
@Entity()
export class ElectionCount {
  @ForeignKey('Election', { name: 'election_count_election_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'election_count_pk' })
  electionId: string;

  /** Ballots in the log, replaced ones included. */
  @Column('int')
  stored: number;

  /** Root of the Merkle tree over the leaves, in their order. */
  @Column('bytea')
  logRoot: Buffer;

  /** The X25519 private key, published; no ballot can be opened before it is here. */
  @Column('bytea', { nullable: true })
  sealingKey: Buffer | null;

  @Column('text', { nullable: true })
  lotSeed: string | null;

  @Column('int', { array: true, nullable: true })
  lotOrder: number[] | null;

  /** How many ballots could not be counted, by fault. */
  @Column('jsonb', { nullable: true })
  faults: Partial<Record<BallotFault, number>> | null;

  @Column('int', { nullable: true })
  replaced: number | null;

  @Column('text', { nullable: true })
  ballotsBlt: string | null;

  @Column('jsonb', { nullable: true })
  sheet: CountSheet | null;

  @Column('text', { nullable: true })
  tallyVersion: string | null;
}
