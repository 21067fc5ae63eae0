import { migrate } from '@app/platform';
import { withDatabase } from './open-database.ts';

/** `folkmoot migrate`: for deployments that migrate before they start. */
export async function migrateDatabase(): Promise<void> {
  const ran = await withDatabase(({ db, databaseUrl }) => migrate(db, databaseUrl));
  console.log(ran.length === 0 ? 'The database is up to date.' : `Ran ${ran.join(', ')}.`);
}
