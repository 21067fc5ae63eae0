import { Injectable } from '@nestjs/common';
import type { CategoryRight, CategorySettings, EffectiveAccess } from '@app/contract';
import { GUEST, staffOnly, type Viewer, ViewersView } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { categoryFacts } from '../../access-facts.ts';
import { rightsOf } from '../../effective-access.rules.ts';
import { Category } from '../category.entity.ts';
import { findCategory } from '../find-category.ts';
import { readTagging } from './category-tagging.ts';

interface Group {
  id: string;
  slug: string;
  name: string;
}

@Injectable()
export class CategorySettingsView {
  constructor(
    private readonly db: DataSource,
    private readonly viewers: ViewersView,
  ) {}

  /**
   * What staff have set for a category, and what that lets each kind of person do there.
   *
   * @param account the handle of somebody to look through the eyes of as well
   * @throws ProblemError `staff-only`, `not-found`
   */
  async read(viewer: Viewer, address: string, account?: string): Promise<CategorySettings> {
    staffOnly(viewer);
    const category = await findCategory(this.db.manager, address);
    if (category.visibility === 'messages') throw new ProblemError('not-found');
    const groups = await this.db.query<Group[]>(
      `select id, slug::text, name from account_group where id = any($1::bigint[]) order by name`,
      [Object.keys(category.permissions.groups)],
    );
    const { id, slug, domain, name, description, colour, position, federated } = category;
    const { guests, members, groups: byId } = category.permissions;
    return {
      id,
      slug,
      domain: domain === '' ? null : domain,
      name,
      description,
      colour,
      position,
      federated,
      tagging: await readTagging(this.db, category),
      template: category.template,
      parent: await this.parentOf(category),
      access: { guests, members, groups: Object.fromEntries(groups.map((g) => [g.slug, byId[g.id] ?? []])) },
      effective: await this.effective(category, groups, account),
    };
  }

  private async parentOf({ parentId }: Category): Promise<string | null> {
    if (parentId === null) return null;
    return (await this.db.getRepository(Category).findOneByOrFail({ id: parentId })).slug;
  }

  private async effective(
    category: Category,
    groups: readonly Group[],
    handle: string | undefined,
  ): Promise<EffectiveAccess[]> {
    const facts = categoryFacts(category);
    const see = (kind: EffectiveAccess['kind'], viewer: Viewer, name = ''): EffectiveAccess => ({
      kind,
      name,
      rights: rightsOf(viewer, facts) satisfies CategoryRight[],
    });
    const member: Viewer = { accountId: '0', role: 'member', groupIds: [] };
    return [
      see('guests', GUEST),
      see('members', member),
      ...groups.map(({ id, name }) => see('group', { ...member, groupIds: [id] }, name)),
      see('staff', { ...member, role: 'staff' }),
      ...(await this.named(handle)).map((viewer) => see('account', viewer, handle)),
    ];
  }

  private async named(handle: string | undefined): Promise<Viewer[]> {
    if (handle === undefined || handle === '') return [];
    const found = await this.db.query<{ id: string }[]>(
      `select id from account where handle = $1 and domain = '' and deleted_at is null`,
      [handle.replace(/^@/, '')],
    );
    return this.viewers.byIds(found.map(({ id }) => id));
  }
}
