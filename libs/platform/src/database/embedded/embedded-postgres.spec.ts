import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedDatabase, startEmbeddedPostgres } from './embedded-postgres.ts';

describe('the embedded database', () => {
  let directory: string;
  let database: EmbeddedDatabase;
  const said: string[] = [];

  beforeAll(async () => {
    // mkdtemp makes a folder that only its owner may pass, as careful operators do.
    directory = await mkdtemp(join(tmpdir(), 'folkmoot-embedded-'));
    database = await startEmbeddedPostgres({ directory, onRestart: (sentence) => said.push(sentence) });
  });
  afterAll(async () => {
    await database.stop();
    await rm(directory, { recursive: true, force: true });
  });

  async function ask(sql: string): Promise<unknown[]> {
    const client = new Client({ connectionString: database.url });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query(sql)).rows as unknown[];
    } finally {
      await client.end();
    }
  }

  it('is a PostgreSQL 18 that speaks UTF-8', async () => {
    expect(
      await ask(`select current_setting('server_version_num')::int / 10000 as major,
      pg_encoding_to_char(encoding) as encoding from pg_database where datname = current_database()`),
    ).toEqual([{ major: 18, encoding: 'UTF8' }]);
  });

  it('comes back by itself with everything that was committed when its process is killed', async () => {
    await ask('create table kept (note text)');
    await ask(`insert into kept values ('still here')`);
    const [pid] = (await readFile(join(directory, 'cluster', 'postmaster.pid'), 'utf8')).split('\n');
    await new Promise((done) => execFile('kill', ['-9', String(pid)], done));

    let rows: unknown[] = [];
    for (let tries = 0; tries < 100 && rows.length === 0; tries += 1) {
      await pause(200);
      rows = await ask('select note from kept').catch(() => []);
    }
    expect(rows).toEqual([{ note: 'still here' }]);
    expect(said[0]).toContain('The database process ended unexpectedly');
  });
});
