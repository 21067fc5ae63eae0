import { Injectable } from '@nestjs/common';
import { CategoriesView } from '@app/forum';
import { DataSource } from 'typeorm';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import { HAS_WRITTEN } from '../members/presence.view.ts';
import type { AccountActor, CategoryActor } from '../documents/actors.rules.ts';

/**
 * Which of our categories and members other servers may see: federated categories, and members who wrote
 * in one or chose to be seen, who have had a key since. Everything else does not exist to them.
 */
@Injectable()
export class LocalActorsView {
  constructor(
    private readonly db: DataSource,
    private readonly categories: CategoriesView,
    private readonly at: LocalAddresses,
  ) {}

  async category(uuid: string): Promise<CategoryActor | null> {
    const category = await this.categories.forFederation({ uuid });
    return category?.federated ? category : null;
  }

  async account(uuid: string): Promise<AccountActor | null> {
    const [row] = await this.db.query<AccountActor[]>(
      `select a.uuid, a.handle, a.display_name as name, a.bio_html as "bioHtml", a.avatar_url as "avatarUrl",
         a.created_at as "createdAt", coalesce(m.also_known_as, '{}') as "alsoKnownAs", m.moved_to as "movedTo"
       from account a left join ap_member m on m.account_id = a.id
       where a.uuid = $1 and a.domain = '' and a.deleted_at is null
         and exists (select from ap_key where actor = $2) and (coalesce(m.visible, true) or ${HAS_WRITTEN})`,
      [uuid, this.at.account(uuid)],
    );
    return row ?? null;
  }

  /** Whether somebody was seen under this id who left for good. */
  async isGone(uuid: string): Promise<boolean> {
    const rows = await this.db.query<unknown[]>(
      `select from account a join ap_key k on k.actor = $2
       where a.uuid = $1 and a.domain = '' and a.deleted_at is not null`,
      [uuid, this.at.account(uuid)],
    );
    return rows.length > 0;
  }

  /** @returns the id of the actor with this name, which members and categories share */
  async byHandle(handle: string): Promise<string | null> {
    const category = await this.categories.forFederation({ address: handle });
    if (category?.federated) return this.at.category(category.uuid);
    const [account] = await this.db.query<{ uuid: string }[]>(
      `select a.uuid from account a join ap_key k on k.actor = $2 || a.uuid
       where a.handle = $1 and a.domain = '' and a.deleted_at is null`,
      [handle, this.at.account('')],
    );
    const seen = account && (await this.account(account.uuid));
    return seen ? this.at.account(seen.uuid) : null;
  }

  /** Whether an id is that of an actor of ours that can be followed. */
  async canBeFollowed(actor: string): Promise<boolean> {
    const thing = this.at.parse(actor);
    if (thing?.kind === 'category') return (await this.category(thing.uuid)) !== null;
    return thing?.kind === 'account' && (await this.account(thing.uuid)) !== null;
  }

  /** Staff look after every category; those of them that other servers may see. */
  async moderators(): Promise<string[]> {
    const rows = await this.db.query<{ uuid: string }[]>(
      `select a.uuid from account a join ap_key k on k.actor = $1 || a.uuid
       where a.role = 'staff' and a.domain = '' and a.deleted_at is null order by a.id`,
      [this.at.account('')],
    );
    return rows.map(({ uuid }) => this.at.account(uuid));
  }

  async followerCount(actor: string): Promise<number> {
    const [row] = await this.db.query<[{ count: number }]>(
      `select count(*)::int as count from ap_follower where followed = $1`,
      [actor],
    );
    return row.count;
  }
}
