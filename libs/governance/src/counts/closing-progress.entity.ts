import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { ClosingProgress as Told } from '@app/contract';

/** How far the closing of an election is; there only while it runs. */
@Entity()
export class ClosingProgress {
  @ForeignKey('Election', { name: 'closing_progress_election_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'closing_progress_pk' })
  electionId: string;

  @Column('text')
  step: Told['step'];

  @Column('int')
  done: number;

  @Column('int')
  total: number;
}
