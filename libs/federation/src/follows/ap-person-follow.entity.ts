import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';

/** A member who follows somebody, here or on another server. */
@Entity()
@Unique('ap_person_follow_activity_uq', ['activityId'])
@Check('ap_person_follow_state_ck', `state in ('pending', 'accepted', 'rejected')`)
@Index('ap_person_follow_target_idx', ['targetId'])
export class ApPersonFollow {
  @ForeignKey('Account', { name: 'ap_person_follow_account_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'ap_person_follow_pk' })
  accountId: string;

  @ForeignKey('Account', { name: 'ap_person_follow_target_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'ap_person_follow_pk' })
  targetId: string;

  /** Our Follow, which the Accept names; null where nobody elsewhere has to be asked. */
  @Column('text', { nullable: true })
  activityId: string | null;

  @Column('text', { default: 'pending' })
  state: 'pending' | 'accepted' | 'rejected';

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;
}
