import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { UploadPurpose } from './upload-purpose.ts';

/** A file that somebody brought; the bytes lie in the storage, under its id. */
@Entity()
@Check('upload_purpose_ck', `purpose in ('post', 'avatar', 'preview', 'remote')`)
@Index('upload_owner_idx', ['ownerId', 'id'])
export class Upload {
  /** A UUID of version 7: in the order of time, and past guessing. */
  @PrimaryColumn('uuid', { default: () => 'uuidv7()', primaryKeyConstraintName: 'upload_pk' })
  id: string;

  /** Null for what the program itself fetched. */
  @ForeignKey('Account', { name: 'upload_owner_fk' })
  @Column('bigint', { nullable: true })
  ownerId: string | null;

  @Column('text')
  purpose: UploadPurpose;

  /** As the file was called where it came from. */
  @Column('text')
  name: string;

  @Column('text')
  mediaType: string;

  /** What it takes up, all variants together. */
  @Column('int', { default: 0 })
  bytes: number;

  /** In pixels, as it is served; null for what is no picture. */
  @Column('int', { nullable: true })
  width: number | null;

  @Column('int', { nullable: true })
  height: number | null;

  /** What a picture shows, in words. */
  @Column('text', { default: '' })
  alt: string;

  /** The names of its files in the storage. */
  @Column('text', { array: true, default: [] })
  variants: string[];

  @CreateDateColumn({ type: 'timestamptz', default: () => 'now()' })
  createdAt: Date;

  /** Null until every file is in the storage. */
  @Column('timestamptz', { nullable: true })
  storedAt: Date | null;
}
