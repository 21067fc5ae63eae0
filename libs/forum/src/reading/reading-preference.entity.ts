import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** From when on a topic counts as new to an account; without a row, from two weeks before it joined. */
@Entity()
export class ReadingPreference {
  @ForeignKey('Account', { name: 'reading_preference_account_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'reading_preference_pk' })
  accountId: string;

  @Column('timestamptz')
  newSince: Date;

  /** What `newSince` was before new topics were dismissed, for undo. */
  @Column('timestamptz', { nullable: true })
  dismissedNewSince: Date | null;
}
