import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A secret ballot: nothing in this row may lead back to the voter. Written once, after voting. */
@Entity()
export class Ballot {
  @ForeignKey('Election', { name: 'ballot_election_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'ballot_pk' })
  electionId: string;

  /** Its hash in the log of ballots; the receipt code is the beginning of it. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'ballot_pk' })
  leaf: Buffer;

  /** Canonical JSON: everything that was cast but the signature. */
  @Column('text')
  envelope: string;

  @Column('bytea')
  signature: Buffer;
}
