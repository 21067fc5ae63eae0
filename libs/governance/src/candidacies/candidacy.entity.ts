import { Column, CreateDateColumn, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

@Entity()
@Unique('candidacy_number_uq', ['electionId', 'number'])
export class Candidacy {
  @ForeignKey('Election', { name: 'candidacy_election_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'candidacy_pk' })
  electionId: string;

  @ForeignKey('Account', { name: 'candidacy_account_fk' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'candidacy_pk' })
  accountId: string;

  /** The number on the ballot, from 1; null until voting opens. */
  @Column('int', { nullable: true })
  number: number | null;

  /** Markdown. */
  @Column('text')
  statement: string;

  @Column('text')
  statementHtml: string;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  nominatedAt: Date;
}
