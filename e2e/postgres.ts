import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Platform {
  startEmbeddedPostgres(choices: {
    directory: string;
    settings?: string[];
  }): Promise<{ url: string; stop(): Promise<void> }>;
}

/** The built program: these tests run what is shipped. */
export const BUILT = join(import.meta.dirname, '../dist');

/** One real PostgreSQL for the whole run; every server of it gets a database of its own. */
export default async function startPostgres(): Promise<() => Promise<void>> {
  const { startEmbeddedPostgres } = (await import(join(BUILT, 'libs/platform/src/index.js'))) as Platform;
  const directory = await mkdtemp(join(tmpdir(), 'folkmoot-e2e-'));
  const postgres = await startEmbeddedPostgres({
    directory,
    settings: ['fsync=off', 'full_page_writes=off', 'max_connections=300'],
  });
  process.env['E2E_POSTGRES'] = postgres.url;
  return async () => {
    await postgres.stop();
    await rm(directory, { recursive: true, force: true });
  };
}
