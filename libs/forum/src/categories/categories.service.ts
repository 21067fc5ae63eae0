import { Injectable } from '@nestjs/common';
import type { CategoryPermissions } from '@app/contract';
import { EventLog, ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { Category } from './category.entity.ts';
import { parentFor } from './place-category.ts';
import { completed, presetOf, visibilityOf } from './permissions.rules.ts';

export interface NewCategory {
  /** Its address, and its name on the fediverse: shares one name space with members. */
  slug: string;
  name: string;
  description?: string;
  /** CSS colour. */
  colour?: string;
  /** A short way to say `permissions`: everybody reads, or members alone do; members write. */
  visibility?: 'public' | 'members';
  permissions?: CategoryPermissions;
  /** Whether other servers may follow it; only for public categories. */
  federated?: boolean;
  /** Its place in lists, lowest first. */
  position?: number;
  /** The slug of the category of which it is a part. */
  parent?: string | null;
  /** What a new topic begins with. */
  template?: string;
}

export interface RemoteCategory {
  /** The id under which its home server knows it. */
  uri: string;
  url: string | null;
  slug: string;
  domain: string;
  name: string;
  description: string;
  /** Somebody's own place, for what they write outside of any category. */
  person?: boolean;
}

@Injectable()
export class CategoriesService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
  ) {}

  /** @throws ProblemError `slug-taken` if a member or another category has that name */
  async create({ parent, ...input }: NewCategory): Promise<{ categoryId: string }> {
    return this.db.transaction(async (tx) => {
      const [reserved] = await tx.query<{ handle: string }[]>(
        `insert into local_handle (handle, kind) values ($1, 'category') on conflict do nothing returning handle`,
        [input.slug],
      );
      if (!reserved) throw new ProblemError('slug-taken');
      const around = await parentFor(tx, parent ?? null);
      const permissions = completed(
        input.permissions ?? around.permissions ?? presetOf(input.visibility ?? 'public'),
      );
      const visibility = visibilityOf(permissions);
      const { id: categoryId } = await tx.save(
        tx.create(Category, {
          ...input,
          parentId: around.parentId,
          ancestorIds: around.ancestorIds,
          permissions,
          visibility,
        }),
      );
      await this.events.append(tx, { name: 'category.created', categoryId });
      return { categoryId };
    });
  }

  /**
   * Keeps what another server says about one of its categories. The uri is the identity: a category that had
   * this slug before under another uri steps aside.
   */
  async receiveRemote({
    uri,
    url,
    slug,
    domain,
    name,
    description,
    person = false,
  }: RemoteCategory): Promise<{ categoryId: string }> {
    // An empty domain would make a stranger's category one of our own.
    if (domain === '') throw new Error(`a remote category without a domain: ${uri}`);
    return this.db.transaction(async (tx) => {
      await tx.query(
        `update category set slug = slug || '~' || id where slug = $1 and domain = $2 and uri is distinct from $3`,
        [slug, domain, uri],
      );
      const [row] = await tx.query<[{ categoryId: string; created: boolean }]>(
        `insert into category (uri, url, slug, domain, name, description, person)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (uri) do update set url = excluded.url, slug = excluded.slug, domain = excluded.domain,
           name = excluded.name, description = excluded.description
         returning id as "categoryId", xmax = 0 as created`,
        [uri, url, slug, domain, name, description, person],
      );
      const { categoryId, created } = row;
      if (created) await this.events.append(tx, { name: 'category.created', categoryId });
      return { categoryId };
    });
  }
}
