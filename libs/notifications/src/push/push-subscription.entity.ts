import { Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** A browser that may be woken: where its maker takes messages, and the keys that only it can read. */
@Entity()
@Unique('push_subscription_endpoint_uq', ['endpoint'])
@Index('push_subscription_account_idx', ['accountId'])
export class PushSubscription {
  @PrimaryColumn('uuid', { default: () => 'uuidv7()', primaryKeyConstraintName: 'push_subscription_pk' })
  id: string;

  @Column('bigint')
  @ForeignKey('Account', { name: 'push_subscription_account_fk', onDelete: 'CASCADE' })
  accountId: string;

  @Column('text')
  endpoint: string;

  @Column('text')
  p256dh: string;

  @Column('text')
  auth: string;

  /** What its owner knows it by, as in "Firefox, Linux". */
  @Column('text')
  device: string;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  lastTakenAt: Date | null;
}
