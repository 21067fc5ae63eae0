import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** An activity that was taken back before it came; remembered for a day. */
@Entity()
@Index('ap_undone_at_idx', ['at'])
export class ApUndone {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'ap_undone_pk' })
  activityId: string;

  @Column('text')
  actor: string;

  @Column('timestamptz', { default: () => 'now()' })
  at: Date;
}
