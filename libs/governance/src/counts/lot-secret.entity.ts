import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What one officer adds to the drawing of the lot: promised before the voting, shown after it. */
@Entity()
export class LotSecret {
  @ForeignKey('Election', { name: 'lot_secret_election_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'lot_secret_pk' })
  electionId: string;

  @ForeignKey('Account', { name: 'lot_secret_account_fk' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'lot_secret_pk' })
  accountId: string;

  /** SHA-256(tag ‖ 0 ‖ secret). */
  @Column('bytea')
  commitment: Buffer;

  /** Null until it is shown. */
  @Column('bytea', { nullable: true })
  secret: Buffer | null;
}
