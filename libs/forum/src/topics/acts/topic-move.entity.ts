import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';

/** One act of moving posts from a topic to another, by which it can be undone for a while. */
@Entity()
@Check('topic_move_kind_ck', `kind in ('split', 'move', 'merge')`)
@Index('topic_move_from_idx', ['fromTopicId'])
@Index('topic_move_to_idx', ['toTopicId'])
export class TopicMove {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'topic_move_pk',
  })
  id: string;

  @ForeignKey('Topic', { name: 'topic_move_from_fk' })
  @Column('bigint')
  fromTopicId: string;

  @ForeignKey('Topic', { name: 'topic_move_to_fk' })
  @Column('bigint')
  toTopicId: string;

  /** Whether the topic was made for these posts, or ended with them. */
  @Column('text')
  kind: 'split' | 'move' | 'merge';

  @ForeignKey('Account', { name: 'topic_move_by_fk' })
  @Column('bigint')
  byId: string;

  @Column('timestamptz', { default: () => 'now()' })
  at: Date;

  @Column('timestamptz', { nullable: true })
  undoneAt: Date | null;
}
