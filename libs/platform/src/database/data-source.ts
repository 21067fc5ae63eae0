import { DataSource, type EntitySchema } from 'typeorm';
import { MIGRATIONS } from './migrations/index.ts';
import { SnakeNaming } from './snake-naming.ts';

type EntityClass = (abstract new () => object) | EntitySchema;

/**
 * The connection pool of one process. Statements that run over ten seconds are cancelled: no page needs
 * them, and a runaway list must not outlive its reader.
 *
 * @param url a postgres:// address
 * @param entities the entity classes of all rooms in use
 * @param poolSize the most connections this process opens
 */
export function createDataSource(url: string, entities: EntityClass[], poolSize = 10): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    entities,
    migrations: MIGRATIONS,
    migrationsTableName: 'migration',
    namingStrategy: new SnakeNaming(),
    poolSize,
    applicationName: 'folkmoot',
    installExtensions: false,
    extra: {
      statement_timeout: 10_000,
      // A forgotten open transaction would hold back the change log for every reader.
      idle_in_transaction_session_timeout: 10_000,
    },
  });
}
