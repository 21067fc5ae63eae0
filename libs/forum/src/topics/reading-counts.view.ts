import { Injectable } from '@nestjs/common';
import type { ReadingCounts } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { DataSource } from 'typeorm';
import { ReadingScopeView } from '../reading/reading-scope.view.ts';
import { LIST_SOURCES } from './list-sources.ts';

/** Nobody needs to know how far beyond this it goes. */
const MOST = 100;

@Injectable()
export class ReadingCountsView {
  constructor(
    private readonly db: DataSource,
    private readonly scope: ReadingScopeView,
  ) {}

  /** @throws ProblemError `sign-in-required` */
  async read(viewer: Viewer): Promise<ReadingCounts> {
    const accountId = signedIn(viewer);
    const { visibleIds, listedIds, newSince } = await this.scope.of(viewer);
    const parts = { account: '$1', followed: '', from: '', since: '$4', limit: String(MOST) };
    const listed = 'category_id = any($2::bigint[]) and last_number > 0';
    const visible = 'category_id = any($3::bigint[]) and last_number > 0';
    const fresh = LIST_SOURCES.new({ ...parts, categories: listed, order: 'created_at desc, id desc' });
    const unread = LIST_SOURCES.unread({ ...parts, categories: visible, order: 'bumped_at desc, id desc' });
    const [counts] = await this.db.query<[ReadingCounts]>(
      `select (select count(*)::int from (${fresh}) fresh) as new,
         (select count(*)::int from (${unread}) waiting) as unread`,
      [accountId, listedIds, visibleIds, newSince],
    );
    return counts;
  }
}
