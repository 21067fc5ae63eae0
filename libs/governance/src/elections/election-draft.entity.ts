import type { DraftSteps, DryRun } from '@app/contract';
import { Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn, UpdateDateColumn } from 'typeorm';

/** An election that is being set up; nobody but its owner and staff know of it. */
@Entity()
@Index('election_draft_owner_idx', ['ownerId', 'id'])
export class ElectionDraft {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'election_draft_pk',
  })
  id: string;

  @ForeignKey('Account', { name: 'election_draft_owner_fk', onDelete: 'CASCADE' })
  @Column('bigint')
  ownerId: string;

  @Column('jsonb', { default: () => `'{}'` })
  steps: DraftSteps;

  @ForeignKey('Election', { name: 'election_draft_rerun_of_fk', onDelete: 'CASCADE' })
  @Column('bigint', { nullable: true })
  rerunOfId: string | null;

  @Column('jsonb', { nullable: true })
  dryRun: DryRun | null;

  @UpdateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  updatedAt: Date;
}
