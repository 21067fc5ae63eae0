import { Injectable } from '@nestjs/common';
import type { CategoryAccess, CategoryEdit, CategoryPermissions, NewCategory } from '@app/contract';
import { staffOnly, type Viewer } from '@app/identity';
import { EventLog, ProblemError } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { CategoriesService } from '../categories.service.ts';
import { Category } from '../category.entity.ts';
import { findCategory } from '../find-category.ts';
import { completed, PUBLIC_PERMISSIONS, visibilityOf } from '../permissions.rules.ts';
import { parentFor, placeCategory } from '../place-category.ts';
import { keepTagging } from './category-tagging.ts';

/** What staff do to categories. */
@Injectable()
export class CategorySettingsService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
    private readonly categories: CategoriesService,
  ) {}

  /**
   * @throws ProblemError `staff-only`, `slug-taken`, `category-federated`, `category-too-deep`, `invalid-input` for
   *   an unknown group, parent or set of tags
   */
  async create(viewer: Viewer, { access, tagging, template, parent, ...words }: NewCategory): Promise<void> {
    staffOnly(viewer);
    const copied = await parentFor(this.db.manager, parent ?? null);
    const permissions = access
      ? await this.permissions(this.db.manager, access)
      : (copied.permissions ?? PUBLIC_PERMISSIONS);
    refuseHiddenFederation(words.federated, permissions);
    const { categoryId } = await this.categories.create({
      ...words,
      permissions,
      parent: parent ?? null,
      template: template ?? '',
    });
    if (tagging) await keepTagging(this.db.manager, categoryId, tagging);
  }

  /**
   * Sets a category anew. Whoever reads it live and may no longer do so is let go at once. What a remote
   * category is called stays its home server's business.
   *
   * @throws ProblemError `staff-only`, `not-found`, `category-federated`, `category-too-deep`, `category-own-part`,
   *   `invalid-input` for an unknown group, parent or set of tags
   */
  async edit(
    viewer: Viewer,
    address: string,
    { access, tagging, parent, ...words }: CategoryEdit,
  ): Promise<void> {
    staffOnly(viewer);
    await this.db.transaction(async (tx) => {
      const { id } = await findCategory(tx, address);
      const category = await tx.findOneOrFail(Category, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      if (category.visibility === 'messages') throw new ProblemError('not-found');
      const permissions = await this.permissions(tx, access);
      const { colour, position, template } = words;
      const remote = category.domain !== '';
      refuseHiddenFederation(!remote && words.federated, permissions);
      await tx.update(
        Category,
        { id },
        {
          ...(remote ? { colour, position, ...(template === undefined ? {} : { template }) } : words),
          permissions,
          visibility: visibilityOf(permissions),
        },
      );
      // Another server's category stands where its own server puts it.
      if (parent !== undefined && !remote) await placeCategory(tx, id, parent);
      if (tagging) await keepTagging(tx, id, tagging);
      await this.events.append(tx, { name: 'category.access-changed', categoryId: id });
    });
  }

  private async permissions(
    db: Pick<EntityManager, 'query'>,
    { guests, members, groups }: CategoryAccess,
  ): Promise<CategoryPermissions> {
    const slugs = Object.keys(groups);
    const known = await db.query<{ id: string; slug: string }[]>(
      `select id, slug::text from account_group where slug = any($1::citext[])`,
      [slugs],
    );
    if (known.length !== slugs.length) {
      throw new ProblemError('invalid-input', {
        errors: [{ pointer: '/access/groups', code: 'no-such-group', message: 'There is no such group' }],
      });
    }
    return completed({
      guests,
      members,
      groups: Object.fromEntries(known.map(({ id, slug }) => [id, groups[slug] ?? []])),
    });
  }
}

function refuseHiddenFederation(federated: boolean, permissions: CategoryPermissions): void {
  if (federated && visibilityOf(permissions) !== 'public') throw new ProblemError('category-federated');
}
