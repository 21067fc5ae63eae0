import type { Profile } from '@app/contract';
import { accountRefSql } from './account-ref.ts';

export interface ProfileRow {
  ref: Omit<Profile, 'joinedAt'>;
  joinedAt: Date;
}

/** The SQL expression that makes `Preferences` of a row of `account`, as jsonb. */
export function preferencesSql(alias: string): string {
  const a = alias;
  return `jsonb_build_object('language', ${a}.language, 'zone', ${a}.zone, 'theme', ${a}.theme, 'density', ${a}.density)`;
}

/** The SQL expression that makes a `CurrentAccount` of rows of `account` and `auth_user`, as jsonb. */
export function currentAccountSql(account: string, user: string): string {
  return `${accountRefSql(account)} || jsonb_build_object(
    'role', ${account}.role, 'email', ${user}.email::text, 'emailVerified', ${user}.email_verified,
    'preferences', ${preferencesSql(account)},
    'hiddenIds', array(select target_id::text from account_relation where account_id = ${account}.id))`;
}

/** Under which a page keeps who looks, for all its parts. */
export function currentAccountKey(accountId: string): string {
  return `account ${accountId}`;
}

/** A profile by `$1` handle and `$2` domain, with what `$3`, the viewer's account or null, has with it. */
export const PROFILE_SQL = `select ${accountRefSql('a')} || jsonb_build_object(
    'role', case when a.domain = '' then a.role end, 'trust', case when a.domain = '' then a.trust end,
    'bioHtml', a.bio_html, 'fields', a.fields, 'url', a.url,
    'groups', (select coalesce(jsonb_agg(jsonb_build_object('slug', g.slug::text, 'name', g.name) order by g.name), '[]')
      from group_membership m join account_group g on g.id = m.group_id
      where m.account_id = a.id and g.visibility = 'public' and not g.built_in),
    'mine', case when v.id is not null and v.id <> a.id then jsonb_build_object(
      'relation', (select kind from account_relation where account_id = v.id and target_id = a.id),
      'note', coalesce((select text from account_note where account_id = v.id and target_id = a.id), ''),
      'mayVouch', a.domain = '' and a.trust = 'new' and (v.trust = 'trusted' or v.role = 'staff')) end) as ref,
   a.created_at as "joinedAt"
 from account a left join account v on v.id = $3 and v.deleted_at is null
 where a.handle = $1 and a.domain = $2 and a.deleted_at is null`;
