import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Somebody who has voted in a poll; what they voted stands here only where votes are by name. */
@Entity()
export class PollVoter {
  @ForeignKey('Poll', { name: 'poll_voter_poll_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'poll_voter_pk' })
  postId: string;

  @ForeignKey('Account', { name: 'poll_voter_account_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'poll_voter_pk' })
  accountId: string;

  @Column('int', { array: true, nullable: true })
  choices: number[] | null;
}
