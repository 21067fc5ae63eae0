import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Where a number that left its topic is now. Rows stay for ever, as addresses do. */
@Entity()
@Index('post_move_move_idx', ['moveId'])
@Index('post_move_to_idx', ['toTopicId', 'toNumber'])
export class PostMove {
  @ForeignKey('Topic', { name: 'post_move_from_fk' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'post_move_pk' })
  fromTopicId: string;

  @PrimaryColumn('int', { primaryKeyConstraintName: 'post_move_pk' })
  fromNumber: number;

  @ForeignKey('Topic', { name: 'post_move_to_fk' })
  @Column('bigint')
  toTopicId: string;

  @Column('int')
  toNumber: number;

  @ForeignKey('TopicMove', { name: 'post_move_move_fk' })
  @Column('bigint')
  moveId: string;

  /** Which number it answered in its old topic. */
  @Column('int', { nullable: true })
  replyToNumber: number | null;
}
