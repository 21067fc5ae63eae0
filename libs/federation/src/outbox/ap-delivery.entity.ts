import {
  Check,
  Column,
  CreateDateColumn,
  Entity,
  ForeignKey,
  Index,
  PrimaryGeneratedColumn,
  Unique,
} from 'typeorm';
import { ApActivity } from '../store/ap-activity.entity.ts';

/** One activity for one inbox. Ids are the order of sending. */
@Entity()
@Unique('ap_delivery_activity_inbox_uq', ['activitySeq', 'inbox'])
@Check('ap_delivery_state_ck', `state in ('pending', 'sent', 'refused', 'expired')`)
@Index('ap_delivery_pending_idx', ['inbox', 'id'], { where: `state = 'pending'` })
export class ApDelivery {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'ap_delivery_pk',
  })
  id: string;

  @ForeignKey(() => ApActivity, { name: 'ap_delivery_activity_fk', onDelete: 'CASCADE' })
  @Column('bigint')
  activitySeq: string;

  @Column('text')
  inbox: string;

  @Column('text', { default: 'pending' })
  state: 'pending' | 'sent' | 'refused' | 'expired';

  @Column('int', { default: 0 })
  attempts: number;

  @Column('int', { nullable: true })
  lastStatus: number | null;

  @Column('text', { nullable: true })
  lastError: string | null;

  @Column('timestamptz', { nullable: true })
  nextAt: Date | null;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  endedAt: Date | null;
}
