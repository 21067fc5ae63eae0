import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { inject } from 'vitest';
import { Config, readConfig } from '../config/config.ts';
import { TEMPLATE } from './start-postgres.ts';

/** A test fills tables at one stroke, on machines that do much else: ten seconds are not always enough there. */
const AT_LEISURE = 'statement_timeout=120000&idle_in_transaction_session_timeout=120000';

/** A migrated, empty database of its own for one spec file; it goes when the whole run ends. */
export async function freshDatabase(): Promise<string> {
  const server = inject('databaseUrl');
  const name = `spec_${randomBytes(6).toString('hex')}`;
  const client = new Client({ connectionString: server });
  await client.connect();
  // Copies of one template must wait for each other: PostgreSQL refuses a template that is in use.
  await client.query(`select pg_advisory_lock(1)`);
  await client.query(`create database ${name} template ${TEMPLATE}`);
  await client.end();
  return `${server.replace(/\/folkmoot$/, `/${name}`)}?${AT_LEISURE}`;
}

/** The settings of a test server: nothing is seeded, nothing is said. */
export function configFor(databaseUrl: string, variables: Record<string, string> = {}): Config {
  return readConfig({
    DATABASE_URL: databaseUrl,
    DATA_DIR: join(tmpdir(), 'folkmoot-test-files'),
    SEED: 'none',
    LOG_LEVEL: 'silent',
    PUBLIC_URL: 'http://localhost:3000',
    ...variables,
  });
}
