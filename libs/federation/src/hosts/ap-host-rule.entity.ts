import { Check, Column, CreateDateColumn, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import type { HostRuleKind } from '@app/contract';

/** What staff decided about a server, about all below a name, or about everybody (`*`). */
@Entity()
@Check('ap_host_rule_rule_ck', `rule in ('allow', 'limit', 'media-off', 'reports-ignored', 'deny')`)
export class ApHostRule {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'ap_host_rule_pk' })
  pattern: string;

  @Column('text')
  rule: HostRuleKind;

  @Column('text', { default: '' })
  note: string;

  @Column('timestamptz', { nullable: true })
  expiresAt: Date | null;

  @ForeignKey('Account', { name: 'ap_host_rule_created_by_fk', onDelete: 'SET NULL' })
  @Column('bigint', { nullable: true })
  createdById: string | null;

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;
}
