import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { Poll as PollForViewer, PollKind } from '@app/contract';

/** A poll that stands in a post. Its options are numbered from 1, in their order. */
@Entity()
@Check('poll_kind_ck', `kind in ('single', 'multiple', 'ranked')`)
@Check('poll_results_ck', `results in ('after-vote', 'after-close')`)
export class Poll {
  @ForeignKey('Post', { name: 'poll_post_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'poll_pk' })
  postId: string;

  @Column('text')
  kind: PollKind;

  @Column('text')
  question: string;

  @Column('text', { array: true })
  options: string[];

  @Column('boolean')
  anonymous: boolean;

  @Column('text')
  results: PollForViewer['results'];

  @Column('timestamptz', { nullable: true })
  closesAt: Date | null;

  /** Shown to other servers with how it stands, and answered from there. */
  @Column('boolean', { default: false })
  isPublic: boolean;

  /** The host where it lives; null for ours. */
  @Column('text', { nullable: true })
  home: string | null;

  /** Of a poll of another server: the votes by option that it counts; null for ours. */
  @Column('int', { array: true, nullable: true })
  homeVotes: number[] | null;

  /** And how many people have voted, where it says so. */
  @Column('int', { nullable: true })
  homeVoters: number | null;
}
