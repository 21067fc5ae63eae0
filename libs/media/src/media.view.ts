import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Storage, type StoredFile } from './storage/storage.ts';
import { variantKey } from './storage/variant-key.rules.ts';
import { Upload } from './upload.entity.ts';

export type KeptUpload = Pick<
  Upload,
  | 'id'
  | 'ownerId'
  | 'purpose'
  | 'name'
  | 'mediaType'
  | 'bytes'
  | 'width'
  | 'height'
  | 'alt'
  | 'variants'
  | 'createdAt'
>;

@Injectable()
export class MediaView {
  constructor(
    private readonly db: DataSource,
    private readonly storage: Storage,
  ) {}

  /** Null if there is no such file, or not yet. Whether it may be shown is for the caller to ask. */
  async byId(id: string): Promise<KeptUpload | null> {
    const upload = await this.db.getRepository(Upload).findOneBy({ id });
    return upload?.storedAt ? upload : null;
  }

  /** What an account brought, the newest first, for its export. */
  async allOf(ownerId: string): Promise<KeptUpload[]> {
    return this.db.getRepository(Upload).find({ where: { ownerId }, order: { id: 'desc' } });
  }

  /** The bytes of one variant; null if they are gone. */
  open(id: string, variant: string): Promise<StoredFile | null> {
    return this.storage.open(variantKey(id, variant));
  }
}
