import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** What other servers were told of a topic of ours. */
@Entity()
export class ApTopic {
  @ForeignKey('Topic', { name: 'ap_topic_topic_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'ap_topic_pk' })
  topicId: string;

  /** The Group that announced it last. */
  @Column('text')
  groupId: string;

  @Column('text')
  title: string;

  /** False while it stands where other servers cannot see it, or is deleted. */
  @Column('boolean', { default: true })
  isShown: boolean;

  @Column('boolean', { default: false })
  isClosed: boolean;

  @Column('boolean', { default: false })
  isPinned: boolean;

  /** How often something was told of the topic as a whole. */
  @Column('int', { default: 0 })
  revision: number;
}
