import type { Language } from '@app/contract';
import type { EntityManager } from 'typeorm';

/** Somebody who is written to. */
export interface Reader {
  name: string;
  language: Language;
  /** Null while nobody has shown that mail arrives there. */
  email: string | null;
  zone: string;
}

/** Null for an account that is gone, or that nobody can sign in to. */
export async function readerOf(db: Pick<EntityManager, 'query'>, accountId: string): Promise<Reader | null> {
  const rows: Reader[] = await db.query(
    `select a.display_name as name, a.language, case when u.email_verified then u.email::text end as email,
       coalesce(h.zone, 'UTC') as zone
     from account a join auth_user u on u.id = a.auth_user_id
       left join notification_hours h on h.account_id = a.id
     where a.id = $1 and a.deleted_at is null`,
    [accountId],
  );
  return rows[0] ?? null;
}
