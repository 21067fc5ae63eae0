import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { createDataSource } from '../database/data-source.ts';
import { startEmbeddedPostgres } from '../database/embedded/embedded-postgres.ts';
import { migrate } from '../database/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    databaseUrl: string;
  }
}

export const TEMPLATE = 'folkmoot_template';

/** One real PostgreSQL for a whole test run, with a migrated database that each spec copies. */
export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const directory = await mkdtemp(join(tmpdir(), 'folkmoot-test-'));
  const server = await startEmbeddedPostgres({
    directory,
    settings: ['fsync=off', 'full_page_writes=off', 'max_connections=300', 'shared_buffers=128MB'],
  });
  await query(server.url, `create database ${TEMPLATE}`);
  const templateUrl = server.url.replace(/\/folkmoot$/, `/${TEMPLATE}`);
  const db = await createDataSource(templateUrl, []).initialize();
  await migrate(db, templateUrl);
  await db.destroy();
  project.provide('databaseUrl', server.url);

  return async () => {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  };
}

async function query(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}
