import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** One line of the log of everything that governs. The database refuses to change or remove one. */
@Entity()
@Unique('gov_event_hash_uq', ['hash'])
@Index('gov_event_topic_idx', ['topicId', 'seq'])
export class GovEvent {
  /** From 1, without gaps. */
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'gov_event_pk' })
  seq: string;

  @ForeignKey('Topic', { name: 'gov_event_topic_fk' })
  @Column('bigint', { nullable: true })
  topicId: string | null;

  @Column('text')
  type: string;

  /** Null where the clock or the count acted. */
  @ForeignKey('Account', { name: 'gov_event_actor_fk' })
  @Column('bigint', { nullable: true })
  actorId: string | null;

  @Column('timestamptz')
  at: Date;

  @Column('jsonb')
  payload: Record<string, unknown>;

  @Column('bytea')
  payloadHash: Buffer;

  /** The hash of the line before; of the first line 32 zeros. */
  @Column('bytea')
  prevHash: Buffer;

  @Column('bytea')
  hash: Buffer;
}
