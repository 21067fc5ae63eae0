import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';

/**
 * A key of this site's own for one purpose. It is made when it is first asked for and kept in the database,
 * so that every process of a site has the same one and a restart changes nothing.
 *
 * @param name `auth-secret`, for one
 * @returns 64 hexadecimal digits
 */
export async function siteSecret(db: DataSource, name: string): Promise<string> {
  await db.query(
    `insert into site_setting (key, value) values ($1, to_jsonb($2::text)) on conflict do nothing`,
    [name, randomBytes(32).toString('hex')],
  );
  const rows: { value: string }[] = await db.query(`select value from site_setting where key = $1`, [name]);
  return rows[0]!.value;
}
