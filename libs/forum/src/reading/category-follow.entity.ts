import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { FollowLevel } from '@app/contract';

/** The level that holds for a category's topics which have none of their own. */
@Entity()
@Check('category_follow_level_ck', `level in ('follow', 'track', 'mute')`)
@Index('category_follow_category_idx', ['categoryId', 'level'])
export class CategoryFollow {
  @ForeignKey('Account', { name: 'category_follow_account_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'category_follow_pk' })
  accountId: string;

  @ForeignKey('Category', { name: 'category_follow_category_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'category_follow_pk' })
  categoryId: string;

  @Column('text')
  level: FollowLevel;
}
