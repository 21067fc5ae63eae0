import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A secret ballot: nothing in this row may lead back to the voter. Written in whole batches, and never changed. */
@Entity()
@Index('ballot_log_idx', ['electionId', 'batch', 'leaf'])
export class Ballot {
  @ForeignKey('Election', { name: 'ballot_election_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'ballot_pk' })
  electionId: string;

  /** Its hash in the log of ballots; the receipt code is the beginning of it. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'ballot_pk' })
  leaf: Buffer;

  /** With which batch it came into the log, from 1; ballots of one batch stand in the order of their leaves. */
  @Column('int')
  batch: number;

  /** Canonical JSON: everything that was cast but the signature. */
  @Column('text')
  envelope: string;

  @Column('bytea')
  signature: Buffer;
}
