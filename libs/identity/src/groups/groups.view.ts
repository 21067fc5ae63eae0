import { Injectable } from '@nestjs/common';
import type { GroupCard, AccountRef, GroupMember, GroupPage, Page, PageQuery } from '@app/contract';
import { cutPage, ProblemError, readCursor } from '@app/platform';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { accountRefSql } from '../accounts/account-ref.ts';
import type { Viewer } from '../viewer/viewer.ts';
import { whyNotManage, whyNotSee } from './groups.rules.ts';

/** A group as `$1`, the viewer's account or null, sees it; add a condition on `g`. */
const GROUPS = `select g.slug::text, g.name, g.description, g.visibility, g.built_in as "builtIn",
    (select count(*)::int from group_membership m join account a on a.id = m.account_id
     where m.group_id = g.id and a.deleted_at is null) as size,
    (select case when m.manager then 'manager' else 'member' end from group_membership m
     where m.group_id = g.id and m.account_id = $1::bigint) as mine
  from account_group g`;

const Keys = z.tuple([z.string().max(200), z.string().regex(/^\d{1,18}$/)]);
type Keys = z.infer<typeof Keys>;

@Injectable()
export class GroupsView {
  constructor(private readonly db: DataSource) {}

  /** The groups that the viewer may know of, by name. */
  async list(viewer: Viewer): Promise<GroupCard[]> {
    const groups = await this.db.query<GroupCard[]>(`${GROUPS} order by g.name, g.id`, [viewer.accountId]);
    return groups.filter((group) => whyNotSee(viewer, group) === null);
  }

  /** @throws ProblemError not-found for a group that the viewer may not know of */
  async page(viewer: Viewer, slug: string): Promise<GroupPage> {
    const [group] = await this.db.query<GroupCard[]>(`${GROUPS} where g.slug = $2`, [viewer.accountId, slug]);
    if (!group || whyNotSee(viewer, group) !== null) throw new ProblemError('not-found');
    return {
      ...group,
      may: { edit: viewer.role === 'staff', manage: whyNotManage(viewer, group) === null },
    };
  }

  /**
   * Who is in a group, by name.
   *
   * @throws ProblemError not-found, invalid-cursor
   */
  async memberPage(viewer: Viewer, slug: string, { cursor, limit }: PageQuery): Promise<Page<GroupMember>> {
    await this.page(viewer, slug);
    const list = `group:${slug.toLowerCase()}`;
    const position = readCursor(list, cursor, Keys);
    const backwards = position?.direction === 'prev';
    const way = backwards ? 'desc' : 'asc';
    const rows = await this.db.query<(GroupMember & { id: string; name: string })[]>(
      `select a.id, a.display_name as name, ${accountRefSql('a')} as account, m.manager
       from account_group g
         join group_membership m on m.group_id = g.id
         join account a on a.id = m.account_id and a.deleted_at is null
       where g.slug = $1 ${position ? `and (a.display_name, a.id) ${backwards ? '<' : '>'} ($3, $4::bigint)` : ''}
       order by a.display_name ${way}, a.id ${way} limit $2`,
      [slug, limit + 1, ...(position?.keys ?? [])],
    );
    const page = cutPage({ list, rows, limit, position, keysOf: ({ name, id }): Keys => [name, id] });
    return { ...page, items: page.items.map(({ account, manager }) => ({ account, manager })) };
  }

  /** Who is in a group now, by account id; empty for a group that does not exist. */
  async members(slug: string): Promise<AccountRef[]> {
    const rows: { member: AccountRef }[] = await this.db.query(
      `select ${accountRefSql('a')} as member
       from account_group g
         join group_membership m on m.group_id = g.id
         join account a on a.id = m.account_id and a.deleted_at is null
       where g.slug = $1 order by a.id`,
      [slug],
    );
    return rows.map(({ member }) => member);
  }
}
