import { Column, CreateDateColumn, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** One version of the state of a discussion, which those who may reply keep together. */
@Entity()
export class TopicOverview {
  @ForeignKey('Topic', { name: 'topic_overview_topic_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'topic_overview_pk' })
  topicId: string;

  /** From 1; the highest one is shown. */
  @PrimaryColumn('int', { primaryKeyConstraintName: 'topic_overview_pk' })
  version: number;

  @ForeignKey('Account', { name: 'topic_overview_editor_fk' })
  @Column('bigint')
  editorId: string;

  @Column('text')
  raw: string;

  @Column('text')
  html: string;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;
}
