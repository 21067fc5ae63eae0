import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** What a page that posts link to says of itself. */
@Entity()
@Index('link_preview_image_idx', ['imageId'])
export class LinkPreview {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'link_preview_pk' })
  url: string;

  /** Null until it was read, and for a page that says nothing. */
  @Column('text', { nullable: true })
  title: string | null;

  @Column('text', { default: '' })
  description: string;

  /** The name of the site. */
  @Column('text', { default: '' })
  site: string;

  @ForeignKey('Upload', { name: 'link_preview_image_fk', onDelete: 'SET NULL' })
  @Column('uuid', { nullable: true })
  imageId: string | null;

  @Column('timestamptz', { nullable: true })
  fetchedAt: Date | null;
}
