import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A file that a post shows. */
@Entity()
@Index('post_upload_upload_idx', ['uploadId'])
export class PostUpload {
  @ForeignKey('Post', { name: 'post_upload_post_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'post_upload_pk' })
  postId: string;

  @ForeignKey('Upload', { name: 'post_upload_upload_fk', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'post_upload_pk' })
  uploadId: string;
}
