import { access, constants, statfs } from 'node:fs/promises';
import { type Config, readConfig } from '@app/platform';
import type { DataSource } from 'typeorm';
import { explainStartFailure } from '../../server/src/start-failure.rules.ts';
import { withDatabase } from './open-database.ts';

const LEAST_FREE_BYTES = 1_000_000_000;

/** `folkmoot doctor`: one line for each thing a server needs; exit code 1 when one of them is wrong. */
export async function doctor(): Promise<void> {
  let wrong = 0;
  let config: Config | undefined;
  const examine = async (name: string, look: () => Promise<string>) => {
    try {
      console.log(`ok     ${name}: ${await look()}`);
    } catch (error) {
      wrong += 1;
      console.log(`wrong  ${name}: ${explainStartFailure(error, config)}`);
    }
  };

  await examine('settings', () => {
    config = readConfig(process.env);
    return Promise.resolve(`${config.publicUrl} on ${config.host}:${config.port}`);
  });
  if (!config) process.exit(1);
  const settings = config;
  await examine('data folder', () => freeSpace(settings.dataDir));
  await examine('mail', () =>
    Promise.resolve(
      settings.smtpUrl ? 'sent by SMTP_URL' : 'kept and shown at /admin/mail, because SMTP_URL is not set',
    ),
  );
  await examine('database', () => withDatabase(({ db }) => describeDatabase(db)));
  if (wrong > 0) process.exit(1);
}

async function freeSpace(folder: string): Promise<string> {
  await access(folder, constants.W_OK);
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < LEAST_FREE_BYTES)
    throw new Error(`Less than 1 GB is free on the disk of DATA_DIR (${folder}).`);
  return `${folder}, ${Math.floor((bavail * bsize) / 1e9)} GB free`;
}

async function describeDatabase(db: DataSource): Promise<string> {
  const [row] = (await db.query(`
    select current_setting('server_version') as version,
           (select count(*)::int from graphile_worker.jobs where attempts >= max_attempts) as given_up,
           (select count(*)::int from graphile_worker.jobs where run_at < now() - interval '5 minutes' and attempts < max_attempts) as late
  `)) as { version: string; given_up: number; late: number }[];
  if (!row) throw new Error('PostgreSQL gave no answer.');
  if (row.late > 0) throw new Error(`${row.late} jobs wait for more than five minutes; is a worker running?`);
  return `PostgreSQL ${row.version}, ${row.given_up} jobs given up`;
}
