import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** Somebody whom a category elsewhere keeps out. */
@Entity()
export class ApBlock {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'ap_block_pk' })
  groupActor: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'ap_block_pk' })
  actor: string;

  /** Null for as long as nobody takes it back. */
  @Column('timestamptz', { nullable: true })
  until: Date | null;

  @Column('text', { nullable: true })
  activityId: string | null;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;
}
