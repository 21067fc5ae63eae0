import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DataSource } from 'typeorm';
import { freshDatabase } from '../testing/fresh-database.ts';
import { createDataSource } from './data-source.ts';
import { migrate, NewerSchemaError } from './migrate.ts';

describe('the schema', () => {
  let url: string;
  let db: DataSource;

  beforeAll(async () => {
    url = await freshDatabase();
    db = await createDataSource(url, []).initialize();
  });
  afterAll(() => db.destroy());

  it('goes down to nothing and up again', async () => {
    const made = await db.query(`select count(*)::int as tables from pg_tables where schemaname = 'public'`);
    for (let left = db.migrations.length; left > 0; left -= 1) await db.undoLastMigration();
    expect(await db.query(`select tablename from pg_tables where schemaname = 'public'`)).toEqual([
      { tablename: 'migration' },
    ]);

    expect(await migrate(db, url)).toHaveLength(db.migrations.length);
    expect(
      await db.query(`select count(*)::int as tables from pg_tables where schemaname = 'public'`),
    ).toEqual(made);
  });

  it('is made once when several processes start on an empty database together', async () => {
    for (let left = db.migrations.length; left > 0; left -= 1) await db.undoLastMigration();

    const ran = await Promise.all([migrate(db, url), migrate(db, url), migrate(db, url)]);
    expect(ran.map(({ length }) => length).toSorted((a, b) => a - b)).toEqual([0, 0, db.migrations.length]);
  });

  it('is refused by a program that is older than it', async () => {
    await db.query(
      `insert into migration (timestamp, name) values (9999999999999, 'FromTheFuture9999999999999')`,
    );
    await expect(migrate(db, url)).rejects.toThrow(NewerSchemaError);
  });
});
