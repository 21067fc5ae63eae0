import type { DataSource } from 'typeorm';

/** The token of the newest link for a new password; null when it is used or too old. */
export async function resetTokenOf(db: DataSource, userId: string): Promise<string | null> {
  const rows: { token: string }[] = await db.query(
    `select substr(identifier, length('reset-password:') + 1) as token from auth_verification
     where value = $1 and identifier like 'reset-password:%' and expires_at > now()
     order by created_at desc limit 1`,
    [userId],
  );
  return rows[0]?.token ?? null;
}
