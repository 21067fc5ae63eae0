import { Injectable } from '@nestjs/common';
import type { Viewer } from '@app/identity';
import { readOnce } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccessView } from '../access.view.ts';

/** What a viewer's lists begin with: which categories they may see, and which of these they have a level for. */
export interface ReadingScope {
  visibleIds: string[];
  /** Visible, not muted, and no single person's elsewhere: what lists over all categories show. */
  listedIds: string[];
  /** Visible and followed or tracked. */
  followedIds: string[];
  /** Topics that were opened since then and never read are new; null for guests, to whom nothing is. */
  newSince: Date | null;
  /** By the database's clock, which also dates posts. */
  now: Date;
}

@Injectable()
export class ReadingScopeView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  of(viewer: Viewer): Promise<ReadingScope> {
    return readOnce(`reading scope ${viewer.accountId}`, () => this.read(viewer));
  }

  private async read(viewer: Viewer): Promise<ReadingScope> {
    const visibleIds = await this.access.visibleCategoryIds(viewer);
    const [row] = await this.db.query<
      { mutedIds: string[]; personIds: string[]; followedIds: string[]; newSince: Date | null; now: Date }[]
    >(
      `select clock_timestamp() as now,
         coalesce(
           (select new_since from reading_preference where account_id = $1),
           (select created_at - interval '14 days' from account where id = $1)) as "newSince",
         array(select category_id::text from category_follow
               where account_id = $1 and level = 'mute') as "mutedIds",
         array(select id::text from category where person) as "personIds",
         array(select category_id::text from category_follow
               where account_id = $1 and level <> 'mute' and category_id = any($2::bigint[])) as "followedIds"`,
      [viewer.accountId, visibleIds],
    );
    const { mutedIds = [], personIds = [], followedIds = [], newSince = null, now = new Date() } = row ?? {};
    // What single people elsewhere write is read by those who follow them.
    const muted = new Set([...mutedIds, ...personIds]);
    return { visibleIds, listedIds: visibleIds.filter((id) => !muted.has(id)), followedIds, newSince, now };
  }
}
