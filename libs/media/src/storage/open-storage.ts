import { join } from 'node:path';
import type { Config } from '@app/platform';
import { DiskStorage } from './disk-storage.ts';
import { S3Storage } from './s3-storage.ts';
import type { Storage } from './storage.ts';

/** The storage that the settings name: a bucket, or a folder beside the database. */
export function openStorage(config: Config): Storage {
  return config.s3Url ? new S3Storage(config.s3Url) : new DiskStorage(join(config.dataDir, 'media'));
}
