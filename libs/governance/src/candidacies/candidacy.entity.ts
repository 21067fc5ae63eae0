import type { CandidacyState } from '@app/contract';
import { Check, Column, CreateDateColumn, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

@Entity()
@Unique('candidacy_number_uq', ['electionId', 'number'])
@Check(
  'candidacy_state_ck',
  `state in ('nominated', 'accepted', 'admitted', 'refused', 'declined', 'withdrawn')`,
)
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

  /** Where the clock alone moves an election on, whoever stands is admitted. */
  @Column('text', { default: 'admitted' })
  state: CandidacyState;

  /** Null for those who put themselves forward. */
  @ForeignKey('Account', { name: 'candidacy_nominated_by_fk' })
  @Column('bigint', { nullable: true })
  nominatedById: string | null;

  /** Why it was refused. */
  @Column('text', { nullable: true })
  reason: string | null;

  /** What the candidate says against that; null once it is answered. */
  @Column('text', { nullable: true })
  appeal: string | null;

  /** SHA-256 of the statement, from sealing on. */
  @Column('bytea', { nullable: true })
  statementHash: Buffer | null;

  /** The topic in which members ask the candidate. */
  @ForeignKey('Topic', { name: 'candidacy_questions_topic_fk' })
  @Column('bigint', { nullable: true })
  questionsTopicId: string | null;
}
