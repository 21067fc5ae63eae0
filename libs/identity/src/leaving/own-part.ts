import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { ExportsService } from './export/exports.service.ts';
import { AccountParts, type ExportFile } from './account-parts.ts';

/** What this room knows: the account itself, its groups, and whom it mutes, blocks and has noted something about. */
@Injectable()
export class OwnPart {
  constructor(
    parts: AccountParts,
    private readonly db: DataSource,
    private readonly archives: ExportsService,
  ) {
    parts.add(this);
  }

  async collect(accountId: string): Promise<ExportFile[]> {
    const [row] = await this.db.query<{ json: object }[]>(
      `select jsonb_build_object('handle', a.handle::text, 'name', a.display_name, 'email', u.email::text,
         'role', a.role, 'trust', a.trust, 'bio', a.bio_raw, 'facts', a.fields, 'language', a.language,
         'timeZone', a.zone, 'theme', a.theme, 'density', a.density, 'joinedAt', a.created_at,
         'groups', array(select g.name from group_membership m join account_group g on g.id = m.group_id
           where m.account_id = a.id order by g.name),
         'people', (select coalesce(jsonb_agg(jsonb_build_object('handle', t.handle::text, 'domain', t.domain::text,
             'relation', r.kind, 'note', n.text) order by t.id), '[]')
           from account t
             left join account_relation r on r.target_id = t.id and r.account_id = a.id
             left join account_note n on n.target_id = t.id and n.account_id = a.id
           where t.id in (select target_id from account_relation where account_id = a.id
             union select target_id from account_note where account_id = a.id)),
         'sessions', (select coalesce(jsonb_agg(jsonb_build_object('begun', s.created_at, 'address', s.ip_address,
             'browser', s.user_agent) order by s.created_at), '[]') from auth_session s where s.user_id = u.id)
       ) as json
       from account a left join auth_user u on u.id = a.auth_user_id where a.id = $1`,
      [accountId],
    );
    return [{ path: 'account.json', content: { json: row?.json } }];
  }

  /** The row stays, for what others wrote in answer; nothing in it tells who it was. The name is not given again. */
  async forget(tx: EntityManager, accountId: string): Promise<void> {
    for (const table of ['account_relation', 'account_note', 'vouch']) {
      await tx.query(`delete from ${table} where account_id = $1 or target_id = $1`, [accountId]);
    }
    await this.archives.forget(tx, accountId);
    await tx.query(`delete from group_membership where account_id = $1`, [accountId]);
    await tx.query(`delete from rate_limit where key in ('write:posts:' || $1, 'write:topics:' || $1)`, [
      accountId,
    ]);
    await tx.query(
      `update local_handle set kind = 'reserved' where handle = (select handle from account where id = $1)`,
      [accountId],
    );
    await tx.query(`delete from auth_user where id = (select auth_user_id from account where id = $1)`, [
      accountId,
    ]);
    await tx.query(
      `update account set handle = 'former-' || id, auth_user_id = null, bio_raw = '', bio_html = '', fields = '[]',
         display_name = case language when 'sv' then 'Tidigare medlem' else 'Former member' end,
         avatar_url = null, zone = null, deleted_at = now()
       where id = $1`,
      [accountId],
    );
  }
}
