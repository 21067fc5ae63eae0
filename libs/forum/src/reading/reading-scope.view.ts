import { Injectable } from '@nestjs/common';
import type { Viewer } from '@app/identity';
import { readOnce } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccessView } from '../access.view.ts';
import { knownCategories, standingOf } from '../standing.ts';

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
    const standing = await standingOf(this.db, viewer.accountId);
    const categories = await knownCategories(this.db);
    const visibleIds = await this.access.visibleCategoryIds(viewer);
    const visible = new Set(visibleIds);
    // What single people elsewhere write is read by those who follow them.
    const muted = new Set([
      ...standing.mutedIds,
      ...categories.filter(({ person }) => person).map(({ id }) => id),
    ]);
    return {
      visibleIds,
      listedIds: visibleIds.filter((id) => !muted.has(id)),
      followedIds: standing.followedIds.filter((id) => visible.has(id)),
      newSince: standing.newSince,
      now: standing.now,
    };
  }
}
