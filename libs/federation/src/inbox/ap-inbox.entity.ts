import { Check, Column, CreateDateColumn, Entity, Index, PrimaryGeneratedColumn, Unique } from 'typeorm';

/** A message whose sender is proven, as it came. What became of it stays readable beside it. */
@Entity()
@Unique('ap_inbox_activity_uq', ['origin', 'activityId'])
@Index('ap_inbox_received_idx', ['origin', 'id'], { where: `state = 'received'` })
@Check('ap_inbox_state_ck', `state in ('received', 'applied', 'ignored')`)
export class ApInbox {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'ap_inbox_pk',
  })
  id: string;

  @Column('text')
  origin: string;

  @Column('text')
  activityId: string;

  @Column('text')
  actor: string;

  @Column('text')
  type: string;

  /** Byte for byte: a relayed activity must leave as it came (FEP-1b12). */
  @Column('text')
  body: string;

  @Column('text', { default: 'received' })
  state: 'received' | 'applied' | 'ignored';

  @Column('text', { nullable: true })
  reason: string | null;

  /** How often handling it failed; it is tried again at `nextAt`. */
  @Column('int', { default: 0 })
  attempts: number;

  @Column('timestamptz', { nullable: true })
  nextAt: Date | null;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  receivedAt: Date;

  @Column('timestamptz', { nullable: true })
  endedAt: Date | null;
}
