import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** How often the same was voted in a poll. */
@Entity()
@Check('poll_ballot_votes_ck', `votes > 0`)
export class PollBallot {
  @ForeignKey('Poll', { name: 'poll_ballot_poll_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'poll_ballot_pk' })
  postId: string;

  @PrimaryColumn('int', { array: true, primaryKeyConstraintName: 'poll_ballot_pk' })
  choices: number[];

  @Column('int')
  votes: number;
}
