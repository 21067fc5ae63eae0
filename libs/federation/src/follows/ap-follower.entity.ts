import { Column, CreateDateColumn, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ApActor } from '../actors/ap-actor.entity.ts';

/** An actor elsewhere that follows one of ours. */
@Entity()
export class ApFollower {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'ap_follower_pk' })
  followed: string;

  @ForeignKey(() => ApActor, { name: 'ap_follower_actor_fk' })
  @PrimaryColumn('text', { primaryKeyConstraintName: 'ap_follower_pk' })
  follower: string;

  /** Their Follow, by which an Undo may name it. */
  @Column('text')
  activityId: string;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;
}
