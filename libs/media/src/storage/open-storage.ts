import { join } from 'node:path';
import type { Config } from '@app/platform';
import { DiskStorage } from './disk-storage.ts';
import type { Storage } from './storage.ts';

/** The storage that the settings name: a bucket, or a folder beside the database. */
export async function openStorage(config: Config): Promise<Storage> {
  if (!config.s3Url) return new DiskStorage(join(config.dataDir, 'media'));
  // What speaks S3 is loaded where it is spoken only.
  const { S3Storage } = await import('./s3-storage.ts');
  return new S3Storage(config.s3Url);
}
