import { Injectable } from '@nestjs/common';
import type { HeldPost, OutsideWriting, OutsidePolicy } from '@app/contract';
import { categoryRefSql, sanitiseRemote, textOf } from '@app/forum';
import { accountRefSql, staffOnly, type Viewer } from '@app/identity';
import { DataSource } from 'typeorm';
import { postDraft } from '../mapping/post-draft.ts';
import { readJson } from '../mapping/wire.ts';

const MOST = 100;

type Row = Omit<HeldPost, 'createdAt' | 'text' | 'title' | 'url'> & {
  createdAt: Date;
  document: string;
  uri: string;
};

@Injectable()
export class HeldPostsView {
  constructor(private readonly db: DataSource) {}

  /**
   * What waits for a moderator, the oldest first, and whose posts our categories take.
   *
   * @throws ProblemError staff-only
   */
  async all(viewer: Viewer): Promise<OutsideWriting> {
    staffOnly(viewer);
    const rows = await this.db.query<Row[]>(
      `select h.id, h.uri, h.document, h.reason, h.created_at as "createdAt", ${accountRefSql('a')} as author,
         ${categoryRefSql('c')} as category
       from ap_held_post h join account a on a.id = h.author_id join category c on c.id = h.category_id
       where h.decision is null
         and not exists (select from ap_object o where o.id = h.uri and o.state = 'gone')
       order by h.id limit $1`,
      [MOST],
    );
    const categories = await this.db.query<{ slug: string; name: string; policy: OutsidePolicy }[]>(
      `select c.slug::text as slug, c.name, coalesce(p.policy, 'open') as policy
       from category c left join ap_category_policy p on p.category_id = c.id
       where c.domain = '' and c.federated order by c.position, c.id`,
    );
    return { held: rows.map(toHeldPost), categories };
  }
}

function toHeldPost({ document, uri, createdAt, ...row }: Row): HeldPost {
  const draft = postDraft(readJson(document));
  const isRead = typeof draft !== 'string';
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    title: isRead ? draft.title : null,
    text: isRead ? textOf(sanitiseRemote(draft.html), 2000) : '',
    url: uri,
  };
}
