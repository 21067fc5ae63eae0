import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A link that stands in a line of its own in a post. */
@Entity()
@Index('post_link_url_idx', ['url'])
export class PostLink {
  @ForeignKey('Post', { name: 'post_link_post_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'post_link_pk' })
  postId: string;

  @ForeignKey('LinkPreview', { name: 'post_link_preview_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('text', { primaryKeyConstraintName: 'post_link_pk' })
  url: string;

  @Column('int')
  position: number;

  /** Whether its author took the preview from the post. */
  @Column('boolean', { default: false })
  hidden: boolean;
}
