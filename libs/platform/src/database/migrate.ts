import { runMigrations as migrateJobs } from 'graphile-worker';
import type { DataSource } from 'typeorm';
import { MIGRATIONS } from './migrations/index.ts';

/** The schema was made by a newer version than this one. */
export class NewerSchemaError extends Error {
  constructor(unknown: string) {
    super(
      `The database was migrated by a newer Folkmoot (it has "${unknown}"); start that version or a later one.`,
    );
  }
}

/**
 * Brings the database to this version's schema, jobs included.
 *
 * @returns the names of the migrations that ran
 * @throws NewerSchemaError when the database holds migrations that this version does not know
 */
export async function migrate(db: DataSource, url: string): Promise<string[]> {
  const lock = db.createQueryRunner();
  try {
    // Web and worker may start together on an empty database; the second waits here and finds nothing to do.
    await lock.query(`select pg_advisory_lock(hashtext('folkmoot migrate'))`);
    await refuseNewerSchema(db);
    await migrateJobs({ connectionString: url });
    const ran = await db.runMigrations({ transaction: 'each' });
    return ran.map(({ name }) => name);
  } finally {
    await lock.query(`select pg_advisory_unlock(hashtext('folkmoot migrate'))`);
    await lock.release();
  }
}

async function refuseNewerSchema(db: DataSource): Promise<void> {
  const [{ exists }] = await db.query(`select to_regclass('migration') is not null as exists`);
  if (!exists) return;
  const rows: { name: string }[] = await db.query(`select name from migration order by id`);
  const known = new Set(MIGRATIONS.map(({ name }) => name));
  const unknown = rows.find(({ name }) => !known.has(name));
  if (unknown) throw new NewerSchemaError(unknown.name);
}
