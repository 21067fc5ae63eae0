import { join } from 'node:path';
import {
  type Config,
  createDataSource,
  openDataFolder,
  readConfig,
  startEmbeddedPostgres,
} from '@app/platform';
import type { DataSource } from 'typeorm';
import { ENTITIES } from '../../server/src/entities.ts';

export interface OpenDatabase {
  config: Config;
  db: DataSource;
  databaseUrl: string;
}

/**
 * Lets `work` use the database that a server with the same settings uses: the one of DATABASE_URL, or the
 * embedded one, joined while a server runs and started for the moment otherwise.
 */
export async function withDatabase<Result>(work: (open: OpenDatabase) => Promise<Result>): Promise<Result> {
  const config = readConfig(process.env);
  await openDataFolder(config.dataDir);
  const embedded = config.databaseUrl
    ? undefined
    : await startEmbeddedPostgres({ directory: join(config.dataDir, 'postgres') });
  const databaseUrl = config.databaseUrl ?? embedded?.url ?? '';
  const db = await createDataSource(databaseUrl, ENTITIES).initialize();
  try {
    return await work({ config, db, databaseUrl });
  } finally {
    if (db.isInitialized) await db.destroy();
    await embedded?.stop();
  }
}
