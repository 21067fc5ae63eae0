import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** How much of a thread whose home is elsewhere has been read, and when it is read again. */
@Entity()
export class ApThread {
  @ForeignKey('Topic', { name: 'ap_thread_topic_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'ap_thread_pk' })
  topicId: string;

  /** Which of the planned readings comes next. */
  @Column('int', { default: 0 })
  step: number;

  @Column('timestamptz', { nullable: true })
  nextAt: Date | null;

  @Column('timestamptz', { nullable: true })
  readAt: Date | null;

  /** What its home named the version that was read last. */
  @Column('text', { nullable: true })
  etag: string | null;

  /** How many posts its home listed, and how many of them could not be had. */
  @Column('int', { nullable: true })
  listed: number | null;

  @Column('int', { nullable: true })
  missing: number | null;
}
