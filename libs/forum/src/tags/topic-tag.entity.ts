import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A tag of a topic. Where the topic stands is repeated here by triggers, for the list of the tag. */
@Entity()
// Descending and covering: beyond what TypeORM can say; the migration says it.
@Index('topic_tag_latest_idx', { synchronize: false })
export class TopicTag {
  @ForeignKey('Topic', { name: 'topic_tag_topic_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'topic_tag_pk' })
  topicId: string;

  @ForeignKey('Tag', { name: 'topic_tag_tag_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'topic_tag_pk' })
  tagId: string;

  @Column('bigint')
  categoryId: string;

  @Column('timestamptz')
  bumpedAt: Date;

  /** Not deleted. */
  @Column('boolean')
  listed: boolean;
}
