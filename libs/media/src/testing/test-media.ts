import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IDENTITY_ENTITIES } from '@app/identity';
import { createDataSource, JobWorker, PlatformModule, ProblemFilter, schemaPipe } from '@app/platform';
import { configFor, freshDatabase } from '@app/platform/testing';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { pino } from 'pino';
import { MEDIA_ENTITIES, MediaModule } from '../index.ts';

@Module({})
class TestModule {}

export interface TestMedia {
  app: NestFastifyApplication;
  url: string;
  ownerId: string;
  close(): Promise<void>;
}

/** The room by itself on a database of its own, with a worker for its jobs. */
export async function testMedia(variables: Record<string, string> = {}): Promise<TestMedia> {
  const folder = await mkdtemp(join(tmpdir(), 'folkmoot-media-'));
  const databaseUrl = await freshDatabase();
  const db = await createDataSource(databaseUrl, [...IDENTITY_ENTITIES, ...MEDIA_ENTITIES]).initialize();
  const config = configFor(databaseUrl, { DATA_DIR: folder, ...variables });
  const app = await NestFactory.create<NestFastifyApplication>(
    { module: TestModule, imports: [PlatformModule.with(config, db), MediaModule] },
    new FastifyAdapter(),
    { logger: false, abortOnError: false },
  );
  app.useGlobalPipes(schemaPipe());
  app.useGlobalFilters(new ProblemFilter());
  await app.listen(0, '127.0.0.1');
  const worker = app.get(JobWorker);
  await worker.start(databaseUrl, pino({ level: 'silent' }));
  const [{ id: ownerId }] = await db.query<[{ id: string }]>(
    `insert into account (handle, display_name) values ('ana', 'Ana') returning id`,
  );
  return {
    app,
    url: await app.getUrl(),
    ownerId,
    close: async () => {
      await worker.stop();
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
