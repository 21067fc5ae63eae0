import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createDataSource, migrate, readConfig, startEmbeddedPostgres } from '@app/platform';
import { pino } from 'pino';
import { ENTITIES } from './entities.ts';
import { startServer } from './server.ts';

const root = resolve(import.meta.dirname, '../../../..');
const config = readConfig(process.env);
const log = pino({ level: config.logLevel });

const embedded = config.databaseUrl
  ? undefined
  : await startEmbeddedPostgres({
      directory: join(config.dataDir, 'postgres'),
      log: (line) => log.debug(line),
    });
const databaseUrl = config.databaseUrl ?? embedded?.url ?? '';
const db = await createDataSource(databaseUrl, ENTITIES).initialize();
await migrate(db, databaseUrl);

const pagesHandler = join(root, 'apps/web/build/handler.js');
const server = await startServer({
  config,
  db,
  databaseUrl,
  log,
  ...(existsSync(pagesHandler) ? { pagesHandler } : {}),
});
log.info({ url: server.url }, 'listening');

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void server
      .stop()
      .then(() => embedded?.stop())
      .then(() => process.exit(0));
  });
}
