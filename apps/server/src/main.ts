import 'reflect-metadata';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  type Config,
  createDataSource,
  type EmbeddedDatabase,
  migrate,
  openDataFolder,
  readConfig,
  startEmbeddedPostgres,
} from '@app/platform';
import type { INestApplicationContext } from '@nestjs/common';
import type { Logger } from 'pino';
import { ENTITIES } from './entities.ts';
import { openLog } from './log.ts';
import { DEMO_FOLDER } from './seed/demo-folder.ts';
import { readDemo } from './seed/read-demo.ts';
import { describeSignIns, seedDemo } from './seed/seed-demo.ts';
import { type RunningServer, startServer } from './server.ts';
import { explainStartFailure } from './start-failure.rules.ts';

/** The built program lies in dist/apps/server/src, four folders below the project. */
const PROJECT = resolve(import.meta.dirname, '../../../..');

let config: Config | undefined;
let embedded: EmbeddedDatabase | undefined;
try {
  config = readConfig(process.env);
  const server = await start(config, openLog(config.logLevel));
  stopOnSignal(server);
  if (config.roles.web) console.log(`Folkmoot answers at ${config.publicUrl}`);
  else console.log('Folkmoot works on jobs.');
} catch (error) {
  console.error(`Folkmoot did not start. ${explainStartFailure(error, config)}`);
  await embedded?.stop();
  process.exit(1);
}

async function start(settings: Config, log: Logger): Promise<RunningServer> {
  await openDataFolder(settings.dataDir);
  if (!settings.databaseUrl) {
    embedded = await startEmbeddedPostgres({
      directory: join(settings.dataDir, 'postgres'),
      onRestart: (sentence) => log.error(sentence),
    });
  }
  const databaseUrl = settings.databaseUrl ?? embedded?.url ?? '';
  const db = await createDataSource(databaseUrl, ENTITIES).initialize();
  await migrate(db, databaseUrl);
  const pagesHandler = join(PROJECT, 'apps/web/build/handler.js');
  return startServer({
    config: settings,
    db,
    databaseUrl,
    log,
    beforeListening: async (app) => {
      if (settings.seed === 'demo') await seedOnFirstStart(app);
    },
    ...(existsSync(pagesHandler) ? { pagesHandler } : {}),
  });
}

async function seedOnFirstStart(app: INestApplicationContext): Promise<void> {
  const demo = readDemo(DEMO_FOLDER);
  if (await seedDemo(app, demo)) console.log(describeSignIns(demo));
}

/** Ctrl-C finishes requests, jobs and the database in this order; a second one ends at once. */
function stopOnSignal(server: RunningServer): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(130);
      stopping = true;
      void server
        .stop()
        .then(() => embedded?.stop())
        .then(
          () => process.exit(0),
          (error: unknown) => {
            console.error(`Folkmoot did not stop cleanly: ${String(error)}`);
            process.exit(1);
          },
        );
    });
  }
}
