import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** Whose posts from other servers a category of ours takes; without a row everybody's. */
@Entity()
@Check('ap_category_policy_ck', `policy in ('known', 'hold', 'members')`)
export class ApCategoryPolicy {
  @ForeignKey('Category', { name: 'ap_category_policy_category_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'ap_category_policy_pk' })
  categoryId: string;

  @Column('text')
  policy: 'known' | 'hold' | 'members';
}
