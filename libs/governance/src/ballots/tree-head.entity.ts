import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A signed head of an election's log of ballots: what the log was after one batch. */
@Entity()
export class TreeHead {
  @ForeignKey('Election', { name: 'tree_head_election_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'tree_head_pk' })
  electionId: string;

  @PrimaryColumn('int', { primaryKeyConstraintName: 'tree_head_pk' })
  batch: number;

  /** Ballots in the log, those of earlier batches included. */
  @Column('int')
  size: number;

  /** Root of the Merkle tree (RFC 6962) over their leaves. */
  @Column('bytea')
  root: Buffer;

  /** By the log's key. */
  @Column('bytea')
  signature: Buffer;
}
