import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from 'typeorm';
import type { StandingType } from './standing.rules.ts';

/** What happened to somebody's membership. The database refuses to change or remove a line. */
@Entity()
@Check(
  'standing_event_type_ck',
  `type in ('admitted', 'paid', 'lapsed', 'suspended', 'resigned', 'expelled', 'died')`,
)
@Index('standing_event_account_idx', ['accountId', 'at'])
export class StandingEvent {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'standing_event_pk',
  })
  id: string;

  @ForeignKey('Account', { name: 'standing_event_account_fk' })
  @Column('bigint')
  accountId: string;

  @Column('text')
  type: StandingType;

  @Column('timestamptz')
  at: Date;

  @Column('text')
  reason: string;

  @ForeignKey('Account', { name: 'standing_event_recorded_by_fk' })
  @Column('bigint')
  recordedById: string;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  recordedAt: Date;
}
