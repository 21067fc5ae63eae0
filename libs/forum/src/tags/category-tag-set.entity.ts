import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A set of tags that a category offers, or asks each of its topics for. */
@Entity()
export class CategoryTagSet {
  @ForeignKey('Category', { name: 'category_tag_set_category_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'category_tag_set_pk' })
  categoryId: string;

  @ForeignKey('TagSet', { name: 'category_tag_set_tag_set_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'category_tag_set_pk' })
  tagSetId: string;

  @Column('boolean')
  required: boolean;
}
