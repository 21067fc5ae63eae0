import { Check, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What somebody on another server chose in a public poll; it counts apart, and decides nothing. */
@Entity()
@Check('outside_poll_vote_choice_ck', `choice > 0`)
export class OutsidePollVote {
  @ForeignKey('Poll', { name: 'outside_poll_vote_poll_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'outside_poll_vote_pk' })
  postId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'outside_poll_vote_pk' })
  actor: string;

  @PrimaryColumn('int', { primaryKeyConstraintName: 'outside_poll_vote_pk' })
  choice: number;
}
