import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { NewSenseCheck, SenseShown } from '@app/contract';

/** A quick question about how a topic feels. It never changes, decides nothing and ends by itself. */
@Entity()
@Check('sense_check_results_ck', `results in ('after-close', 'after-answer')`)
@Check('sense_check_anonymous_ck', `not anonymous or results = 'after-close'`)
@Check('sense_check_timeline_ck', `opened_at < closes_at`)
@Index('sense_check_topic_idx', ['topicId', 'id'])
@Index('sense_check_open_idx', ['closesAt'], { where: 'closed_at is null' })
export class SenseCheck {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'sense_check_pk',
  })
  id: string;

  @ForeignKey('Topic', { name: 'sense_check_topic_fk' })
  @Column('bigint')
  topicId: string;

  @ForeignKey('Account', { name: 'sense_check_author_fk' })
  @Column('bigint')
  authorId: string;

  @Column('text')
  question: string;

  /** Numbered from 1, in their order. */
  @Column('jsonb')
  options: NewSenseCheck['options'];

  @Column('boolean')
  anonymous: boolean;

  @Column('text')
  results: SenseShown;

  @Column('timestamptz')
  openedAt: Date;

  @Column('timestamptz')
  closesAt: Date;

  /** When its end was told, and anonymous answers were counted; answers are refused from `closesAt` on. */
  @Column('timestamptz', { nullable: true })
  closedAt: Date | null;

  /** Grows with every change that an open page has to hear of. */
  @Column('int', { default: 1 })
  revision: number;
}
