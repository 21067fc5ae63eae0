import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Somebody who has answered; what they answered stands here only where answers are by name. */
@Entity()
@Index('sense_answer_account_idx', ['accountId'])
export class SenseAnswer {
  @ForeignKey('SenseCheck', { name: 'sense_answer_check_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'sense_answer_pk' })
  senseCheckId: string;

  @ForeignKey('Account', { name: 'sense_answer_account_fk' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'sense_answer_pk' })
  accountId: string;

  @Column('int', { nullable: true })
  choice: number | null;

  @Column('text', { default: '' })
  reason: string;
}
