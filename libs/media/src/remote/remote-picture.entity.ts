import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Upload } from '../upload.entity.ts';

/** A picture of another server that somebody here has looked at, kept for those who look next. */
@Entity()
@Index('remote_picture_used_idx', ['usedAt'])
@Index('remote_picture_upload_idx', ['uploadId'])
export class RemotePicture {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'remote_picture_pk' })
  url: string;

  /** Null while it could not be had. */
  @ForeignKey(() => Upload, { name: 'remote_picture_upload_fk', onDelete: 'CASCADE' })
  @Column('uuid', { nullable: true })
  uploadId: string | null;

  @Column('timestamptz', { default: () => 'now()' })
  askedAt: Date;

  /** When it was last looked at, to the day. */
  @Column('timestamptz', { default: () => 'now()' })
  usedAt: Date;
}
