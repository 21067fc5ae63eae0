import type { Server } from 'node:http';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { FederationDoor } from '@app/federation';
import { type Config, JobWorker, ProblemFilter, Readings, schemaPipe, watchQueries } from '@app/platform';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { AppModule } from './app.module.ts';
import { ballotHostDoor, letSiteCast } from './ballot-origin.ts';
import { apiCaller } from './call-api.ts';
import { type Door, serverWithDoors } from './door.ts';
import { openDocs } from './openapi.ts';
import { openPagesDoor } from './pages.door.ts';
import { PageCache } from './page-cache/page-cache.ts';
import { logRequests, REQUEST_LOGGING } from './request-log.ts';
import { openWatch } from './watching/watch.ts';

export interface RunningServer {
  app: NestFastifyApplication;
  /** Where it listens, with the port that was really taken. */
  url: string;
  /** Finishes requests and jobs in hand, then closes everything but the database server. */
  stop(): Promise<void>;
}

interface Parts {
  config: Config;
  db: DataSource;
  databaseUrl: string;
  log: Logger;
  /** The built page handler; absent in tests of the API alone. */
  pagesHandler?: string;
  /** What the first visitor must already find. */
  beforeListening?: (app: INestApplicationContext) => Promise<void>;
}

/** Starts the roles that the settings name: web listens, worker runs jobs. */
export async function startServer({
  config,
  db,
  databaseUrl,
  log,
  pagesHandler,
  beforeListening,
}: Parts): Promise<RunningServer> {
  const doors: Door[] = [];
  const watch = await openWatch(config);
  const adapter = new FastifyAdapter({
    loggerInstance: log,
    ...REQUEST_LOGGING,
    trustProxy: config.trustProxy,
    bodyLimit: 1024 * 1024,
    serverFactory: serverWithDoors(doors, log, (...passage) => watch.follow(...passage)),
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config, db), adapter, {
    logger: false,
    abortOnError: false,
  });
  app.useGlobalPipes(schemaPipe());
  app.useGlobalFilters(new ProblemFilter());
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  logRequests(fastify);
  if (config.ballotOrigin) letSiteCast(fastify, config.publicUrl);
  openDocs(app);
  watchQueries(db, log, config.slowQueryMs, app.get(Readings));

  if (config.roles.web) {
    if (config.ballotOrigin) doors.push(ballotHostDoor(config.ballotOrigin));
    doors.push(...watch.doors(app.get(Readings)), app.get(FederationDoor));
    if (pagesHandler)
      doors.push(
        await openPagesDoor(pagesHandler, config, {
          apiFor: apiCaller(() => fastify),
          cache: app.get<PageCache | null>(PageCache),
        }),
      );
    await beforeListening?.(app);
    await app.listen(config.port, config.host);
  } else {
    await app.init();
  }
  const worker = app.get(JobWorker);
  if (config.roles.worker) await worker.start(databaseUrl, log);

  return {
    app,
    url: config.roles.web ? urlOf(app.getHttpServer() as Server) : '',
    stop: async () => {
      await worker.stop();
      await closing(app.getHttpServer() as Server, app.close());
      await watch.stop();
    },
  };
}

/**
 * Closing waits for connections, and one that a door has just answered would stay open for the next
 * request, more than a minute: Fastify asks only for its own answers that they be the last.
 */
async function closing(server: Server, closed: Promise<void>): Promise<void> {
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  await closed.finally(() => clearInterval(sweep));
}

function urlOf(server: Server): string {
  const address = server.address();
  return typeof address === 'object' && address ? `http://${address.address}:${address.port}` : '';
}
