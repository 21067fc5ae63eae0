import { Check, Column, CreateDateColumn, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** A category of another server that this server follows on behalf of all its members. */
@Entity()
@Unique('ap_follow_actor_uq', ['actor'])
@Check('ap_follow_state_ck', `state in ('pending', 'accepted', 'rejected')`)
export class ApFollow {
  @ForeignKey('Category', { name: 'ap_follow_category_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'ap_follow_pk' })
  categoryId: string;

  /** The id of the Group. */
  @Column('text')
  actor: string;

  /** Our Follow, which the Accept names. */
  @Column('text')
  activityId: string;

  @Column('text', { default: 'pending' })
  state: 'pending' | 'accepted' | 'rejected';

  @ForeignKey('Account', { name: 'ap_follow_requested_by_fk' })
  @Column('bigint')
  requestedById: string;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;
}
