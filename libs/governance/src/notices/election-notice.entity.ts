import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** That a notice of an election was written to somebody on its roll, and where to. It knows nothing of ballots. */
@Entity()
export class ElectionNotice {
  @ForeignKey('Election', { name: 'election_notice_election_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'election_notice_pk' })
  electionId: string;

  @ForeignKey('Account', { name: 'election_notice_account_fk' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'election_notice_pk' })
  accountId: string;

  /** Null for a member whose address nobody knows to work: they were told on the site. */
  @Column('text', { nullable: true })
  address: string | null;

  @Column('timestamptz')
  mailedAt: Date;
}
