import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What a member chose about how other servers see them; without a row, what is usual. */
@Entity()
export class ApMember {
  @ForeignKey('Account', { name: 'ap_member_account_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'ap_member_pk' })
  accountId: string;

  /** Whether they can be found elsewhere; those whose posts are there are found in any case. */
  @Column('boolean', { default: true })
  visible: boolean;

  @Column('boolean', { default: true })
  tellsLikes: boolean;

  /** Their accounts on other servers, by id: those may say that they moved here. */
  @Column('text', { array: true, default: '{}' })
  alsoKnownAs: string[];

  /** The account elsewhere that took this one's place. */
  @Column('text', { nullable: true })
  movedTo: string | null;
}
