import { Injectable } from '@nestjs/common';
import type { GroupCard, AddedMembers, EditGroup, NewGroup } from '@app/contract';
import { Config, EventLog, ProblemError } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { findAccount } from '../accounts/find-account.ts';
import { staffOnly, type Viewer } from '../viewer/viewer.ts';
import { whyNotManage } from './groups.rules.ts';

type LockedGroup = Pick<GroupCard, 'visibility' | 'builtIn' | 'mine'> & { id: string };

/** Groups and who is in them. Whoever joins or leaves may see other things from then on, so it is said. */
@Injectable()
export class GroupsService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
    private readonly config: Config,
  ) {}

  /** @throws ProblemError staff-only, slug-taken */
  async create(viewer: Viewer, { slug, name, description, visibility }: NewGroup): Promise<void> {
    staffOnly(viewer);
    const made = await this.db.query<object[]>(
      `insert into account_group (slug, name, description, visibility) values ($1, $2, $3, $4)
       on conflict (slug) do nothing returning id`,
      [slug, name, description, visibility],
    );
    if (made.length === 0) throw new ProblemError('slug-taken');
  }

  /** @throws ProblemError staff-only, not-found */
  async edit(viewer: Viewer, slug: string, { name, description, visibility }: EditGroup): Promise<void> {
    staffOnly(viewer);
    const [, changed]: [unknown, number] = await this.db.query(
      `update account_group set name = $2, description = $3, visibility = $4 where slug = $1`,
      [slug, name, description, visibility],
    );
    if (changed === 0) throw new ProblemError('not-found');
  }

  /**
   * Makes accounts of this server members, as many as there are; the other names are told.
   *
   * @throws ProblemError not-found, not-allowed
   */
  async addMembers(viewer: Viewer, slug: string, handles: readonly string[]): Promise<AddedMembers> {
    return this.db.transaction(async (tx) => {
      const group = await this.lock(tx, viewer, slug);
      const names = [...new Set(handles.map((handle) => handle.replace(/^@/, '').toLowerCase()))];
      const found = await tx.query<{ id: string; handle: string }[]>(
        `select id, lower(handle::text) as handle from account
         where handle = any($1::citext[]) and domain = '' and deleted_at is null`,
        [names],
      );
      const joined = await tx.query<{ id: string }[]>(
        `insert into group_membership (group_id, account_id) select $1, unnest($2::bigint[])
         on conflict do nothing returning account_id as id`,
        [group.id, found.map(({ id }) => id)],
      );
      for (const { id } of joined) await this.events.append(tx, { name: 'account.updated', accountId: id });
      const known = new Set(found.map(({ handle }) => handle));
      return { added: joined.length, unknown: names.filter((name) => !known.has(name)) };
    });
  }

  /** @throws ProblemError not-found also for one who is not in the group, not-allowed */
  async setManager(viewer: Viewer, slug: string, address: string, manager: boolean): Promise<void> {
    await this.db.transaction(async (tx) => {
      const group = await this.lock(tx, viewer, slug);
      const accountId = await findAccount(tx, this.config, address);
      const [, changed]: [unknown, number] = await tx.query(
        `update group_membership set manager = $3 where group_id = $1 and account_id = $2`,
        [group.id, accountId, manager],
      );
      if (changed === 0) throw new ProblemError('not-found');
    });
  }

  /**
   * Ends a membership; doing it twice is doing it once. Everybody may leave a group themselves.
   *
   * @throws ProblemError not-found, not-allowed
   */
  async removeMember(viewer: Viewer, slug: string, address: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const accountId = await findAccount(tx, this.config, address);
      const group = await this.lock(tx, viewer, slug, accountId === viewer.accountId);
      const left = await tx.query<[object[], number]>(
        `delete from group_membership where group_id = $1 and account_id = $2 returning account_id`,
        [group.id, accountId],
      );
      if (left[1] > 0) await this.events.append(tx, { name: 'account.updated', accountId });
    });
  }

  private async lock(tx: EntityManager, viewer: Viewer, slug: string, own = false): Promise<LockedGroup> {
    const [group] = await tx.query<LockedGroup[]>(
      `select g.id, g.visibility, g.built_in as "builtIn",
         (select case when m.manager then 'manager' else 'member' end from group_membership m
          where m.group_id = g.id and m.account_id = $2::bigint) as mine
       from account_group g where g.slug = $1 for update`,
      [slug, viewer.accountId],
    );
    if (!group) throw new ProblemError('not-found');
    const leaves = own && group.mine !== null && !group.builtIn;
    const refusal = leaves ? null : whyNotManage(viewer, group);
    if (refusal) throw new ProblemError(refusal);
    return group;
  }
}
