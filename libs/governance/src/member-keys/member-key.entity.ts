import { Check, Column, CreateDateColumn, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** With what a member signs requests for ballots. Rolls take it over as it is at their record date. */
@Entity()
@Check('member_key_length_ck', `length(public_key) = 32`)
export class MemberKey {
  @ForeignKey('Account', { name: 'member_key_account_fk' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'member_key_pk' })
  accountId: string;

  /** Ed25519; the private half is in the member's browser alone. */
  @Column('bytea')
  publicKey: Buffer;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  enrolledAt: Date;
}
