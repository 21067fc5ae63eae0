import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';

/**
 * The key that signs session cookies and mail links. It is made at first start and kept in the database,
 * so that every process of a site has the same one and a restart signs nobody out.
 *
 * @returns 64 hexadecimal digits
 */
export async function signingSecret(db: DataSource): Promise<string> {
  await db.query(
    `insert into site_setting (key, value) values ('auth-secret', to_jsonb($1::text)) on conflict do nothing`,
    [randomBytes(32).toString('hex')],
  );
  const rows: { value: string }[] = await db.query(
    `select value from site_setting where key = 'auth-secret'`,
  );
  return rows[0]!.value;
}
