import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { tablesOf } from './linking.ts';

/** Every row of every table as text, with where it is. */
export async function allRows(db: DataSource): Promise<{ table: string; text: string }[]> {
  const tables = await tablesOf(db);
  return Promise.all(
    tables.map(async (table) => {
      const rows: { text: string }[] = await db.query(`select t::text as text from ${table} t order by 1`);
      return { table, text: rows.map(({ text }) => text).join('\n') };
    }),
  );
}

export async function walPlace(db: DataSource): Promise<string> {
  const [{ at }] = await db.query<[{ at: string }]>(`select pg_current_wal_lsn()::text as at`);
  return at;
}

/** Ballots in the order in which PostgreSQL's write-ahead log has their rows written since a place in it. */
export async function ballotsInWal(db: DataSource, since: string): Promise<string[]> {
  await db.query(`create extension if not exists pg_walinspect`);
  const rows: { leaf: string }[] = await db.query(
    `with written as (
       select start_lsn, (regexp_match(block_ref, 'rel \\d+/\\d+/(\\d+) fork main blk (\\d+)')) as at,
         (regexp_match(description, 'off:? (\\d+)'))[1] as slot, record_type
       from pg_get_wal_records_info($1::pg_lsn, pg_current_wal_lsn())
       where resource_manager in ('Heap', 'Heap2') and record_type in ('INSERT', 'INSERT+INIT'))
     select encode(b.leaf, 'hex') as leaf from written w join ballot b
       on w.at[1] = pg_relation_filenode('ballot')::text
       and b.ctid = ('(' || w.at[2] || ',' || w.slot || ')')::tid
     order by w.start_lsn`,
    [since],
  );
  return rows.map(({ leaf }) => leaf);
}

/** All that the write-ahead log has of this database since a place in it: rows as written, and copies of whole pages. */
export async function walBytes(db: DataSource, since: string): Promise<Buffer> {
  await db.query(`create extension if not exists pg_walinspect`);
  const rows: { data: Buffer | null; page: Buffer | null }[] = await db.query(
    `select block_data as data, block_fpi_data as page from pg_get_wal_block_info($1::pg_lsn, pg_current_wal_lsn())
     where reldatabase = (select oid from pg_database where datname = current_database())`,
    [since],
  );
  return Buffer.concat(rows.flatMap(({ data, page }) => [data, page]).filter((bytes) => bytes !== null));
}

/** How many rows of this database were written since a place in the write-ahead log. */
export async function rowsWritten(db: DataSource, since: string): Promise<number> {
  // Where the log has not grown, there is nothing to read, and reading is an error.
  if ((await walPlace(db)) === since) return 0;
  const [{ written }] = await db.query<[{ written: number }]>(
    `select count(*)::int as written from pg_get_wal_block_info($1::pg_lsn, pg_current_wal_lsn()) w
       join pg_class c on c.relfilenode = w.relfilenode join pg_namespace n on n.oid = c.relnamespace
     where reldatabase = (select oid from pg_database where datname = current_database())
       and n.nspname in ('public', 'graphile_worker') and resource_manager = 'Heap'
       and record_type ~ '^(INSERT|UPDATE|HOT_UPDATE|DELETE|LOCK)'`,
    [since],
  );
  return written;
}

/** The spool's files as they lie on the disk. */
export async function spoolFiles(
  folder: string,
): Promise<{ bytes: Buffer; mode: number; changedAt: number }[]> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('spool-'));
  return Promise.all(
    names.map(async (name) => {
      const { mode, mtimeMs } = await stat(join(folder, name));
      return { bytes: await readFile(join(folder, name)), mode: mode & 0o777, changedAt: mtimeMs };
    }),
  );
}
