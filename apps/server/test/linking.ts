import type { DataSource } from 'typeorm';

/** Rows of one table in one order, told by whom or what they are about, each once. */
export interface RowOrder {
  name: string;
  keys: string[];
}

const ORDERED = `data_type in ('bigint', 'integer', 'smallint', 'timestamp with time zone', 'date', 'xid8', 'uuid')`;

/** Every table of the program, jobs included. */
export async function tablesOf(db: DataSource): Promise<string[]> {
  const rows: { name: string }[] = await db.query(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema in ('public', 'graphile_worker') order by 1`,
  );
  return rows.map(({ name }) => name.replace(/^public\./, ''));
}

/**
 * Every order that a thief of the database can put people in: by transaction, by place on disk and by
 * each column that sorts, of each table that names accounts; by first and by last appearance.
 */
export async function peopleOrders(db: DataSource): Promise<RowOrder[]> {
  const references: { table: string; column: string }[] = await db.query(
    `select conrelid::regclass::text as table, a.attname as column
     from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
     where c.contype = 'f' and c.confrelid = 'account'::regclass and array_length(c.conkey, 1) = 1
     union select 'account', 'id' order by 1, 2`,
  );
  const orders: RowOrder[] = [];
  for (const { table, column } of references) {
    const sorting: { by: string }[] = await db.query(
      `select column_name as by from information_schema.columns
       where table_schema = 'public' and table_name = $1 and ${ORDERED}`,
      [table],
    );
    for (const by of ['xmin::text::bigint', 'ctid', ...sorting.map((other) => other.by)]) {
      const rows: { key: string | null }[] = await db.query(
        `select ${column}::text as key from ${table} order by ${by}, ctid`,
      );
      const keys = rows.flatMap(({ key }) => (key === null ? [] : [key]));
      const last = [...new Set([...keys].reverse())].reverse();
      orders.push({ name: `${table}.${column} by ${by}`, keys: [...new Set(keys)] });
      orders.push({ name: `${table}.${column} by ${by}, last`, keys: last });
    }
  }
  return orders;
}

/**
 * How well two orders pair people with what is theirs.
 *
 * @param owned what belongs to whom, by person
 * @returns `hits`: pairs at the same place that are right; `correlation`: Spearman's, from -1 to 1
 */
export function pairing(
  people: readonly string[],
  things: readonly string[],
  owned: ReadonlyMap<string, string>,
): { people: number; hits: number; correlation: number } {
  const owners = people.filter((person) => owned.has(person));
  const belongings = new Set(owners.map((person) => owned.get(person)));
  const placeOf = new Map(
    things.filter((thing) => belongings.has(thing)).map((thing, place) => [thing, place]),
  );
  const gaps = owners.map((person, place) => place - (placeOf.get(owned.get(person) ?? '') ?? 0));
  const n = owners.length;
  const squares = gaps.reduce((sum, gap) => sum + gap * gap, 0);
  return {
    people: n,
    hits: gaps.filter((gap) => gap === 0).length,
    correlation: n < 2 ? 0 : 1 - (6 * squares) / (n * (n * n - 1)),
  };
}
