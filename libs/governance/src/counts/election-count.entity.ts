import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { BallotFault, CountSheet } from '@app/contract';

export type LotSecrets = { name: string; commitment: string; secret: string | null }[];

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

  /** What officers promised for the lot, and what they had shown when it was drawn. */
  @Column('jsonb', { nullable: true })
  lotSecrets: LotSecrets | null;

  /** Leaves of ballots that a later one of the same voter replaced. */
  @Column('bytea', { array: true, nullable: true })
  replacedLeaves: Buffer[] | null;

  /** Members who collected a ballot, as the voting ended. */
  @Column('int', { nullable: true })
  issued: number | null;

  /** Of them, those who asked with their key for votes. */
  @Column('int', { nullable: true })
  issuedByKey: number | null;

  /** Root of the Merkle tree over what was handed out, in the order of the roll's leaves. */
  @Column('bytea', { nullable: true })
  issuanceRoot: Buffer | null;

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
