import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** One member on the frozen roll. It has no time, and nothing that casting a ballot touches. */
@Entity()
@Unique('roll_entry_leaf_uq', ['electionId', 'leaf'])
@Check('roll_entry_collected_ck', `(blinded_hash is null) = (blind_signature is null)`)
@Check(
  'roll_entry_signed_ck',
  `request_signature is null or (member_key is not null and blinded_hash is not null)`,
)
@Index('roll_entry_collected_idx', ['electionId'], { where: 'blinded_hash is not null' })
export class RollEntry {
  @ForeignKey('Election', { name: 'roll_entry_election_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'roll_entry_pk' })
  electionId: string;

  @ForeignKey('Account', { name: 'roll_entry_account_fk' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'roll_entry_pk' })
  accountId: string;

  /** This member's leaf of the roll's Merkle tree. */
  @Column('bytea')
  leaf: Buffer;

  /** The member's key for votes at the record date; the leaf holds it. */
  @Column('bytea', { nullable: true })
  memberKey: Buffer | null;

  /** SHA-256 of the blinded credential that was signed; null until the ballot is collected. */
  @Column('bytea', { nullable: true })
  blindedHash: Buffer | null;

  /** The answer to that request, kept so that asking again gives the same one. */
  @Column('bytea', { nullable: true })
  blindSignature: Buffer | null;

  /** By the member's key; null where the session alone said who asked. */
  @Column('bytea', { nullable: true })
  requestSignature: Buffer | null;
}
