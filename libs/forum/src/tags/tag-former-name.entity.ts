import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What a tag was called before it was renamed or put together with another; its address leads on. */
@Entity()
@Index('tag_former_name_tag_idx', ['tagId'])
export class TagFormerName {
  @PrimaryColumn('citext', { primaryKeyConstraintName: 'tag_former_name_pk' })
  name: string;

  @ForeignKey('Tag', { name: 'tag_former_name_tag_fk', onDelete: 'CASCADE' })
  @Column('bigint')
  tagId: string;
}
