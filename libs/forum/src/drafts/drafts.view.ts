import { Injectable } from '@nestjs/common';
import type { Draft } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccessView } from '../access.view.ts';

interface Row {
  key: string;
  rev: number;
  raw: string;
  title: string;
  category: string;
  updatedAt: Date;
  topicId: string | null;
  slug: string | null;
  topicTitle: string | null;
  number: number | null;
}

@Injectable()
export class DraftsView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  /** The viewer's drafts, the one touched last first: a hundred at most. */
  async own(viewer: Viewer): Promise<Draft[]> {
    const rows = await this.rows(signedIn(viewer), null);
    return Promise.all(rows.map((row) => this.toDraft(viewer, row)));
  }

  /** @throws ProblemError `not-found` */
  async one(viewer: Viewer, key: string): Promise<Draft> {
    const [row] = await this.rows(signedIn(viewer), key);
    if (!row) throw new ProblemError('not-found');
    return this.toDraft(viewer, row);
  }

  private rows(accountId: string, key: string | null): Promise<Row[]> {
    return this.db.query(
      `select d.key, d.rev, d.raw, d.title, d.category, d.updated_at as "updatedAt", d.topic_id as "topicId",
         t.slug, t.title as "topicTitle", p.number
       from draft d
         left join topic t on t.id = d.topic_id
         left join post p on p.id = substring(d.key from '^edit:(\\d+)')::bigint
       where d.account_id = $1 and ($2::text is null or d.key = $2)
       order by d.updated_at desc, d.key limit 100`,
      [accountId, key],
    );
  }

  /** A text is its writer's own; the title of a topic that they may not see any more is not. */
  private async toDraft(viewer: Viewer, row: Row): Promise<Draft> {
    const { key, rev, raw, title, category, topicId, slug, topicTitle, number } = row;
    const seen = topicId !== null && (await this.access.whyNotSeeTopic(viewer, topicId)) === null;
    return {
      key,
      rev,
      raw,
      title,
      category,
      updatedAt: row.updatedAt.toISOString(),
      topic: seen ? { id: topicId, slug: slug ?? '', title: topicTitle ?? '' } : null,
      number: seen ? number : null,
    };
  }
}
