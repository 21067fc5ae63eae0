import { Injectable } from '@nestjs/common';
import { GUEST } from '@app/identity';
import { Config, ProblemError } from '@app/platform';
import { SitemapIndexStream, SitemapStream, streamToPromise } from 'sitemap';
import { DataSource } from 'typeorm';
import { AccessView } from '../access.view.ts';

/** Topics of one part, by their ids, so that a part never shifts when topics come and go. */
const IDS_IN_PART = 10_000;

/** What search engines may know: what a guest may read, of topics that are at home here. */
@Injectable()
export class SitemapView {
  constructor(
    private readonly db: DataSource,
    private readonly config: Config,
    private readonly access: AccessView,
  ) {}

  async index(): Promise<string> {
    const [{ parts }] = await this.db.query<[{ parts: number }]>(
      `select coalesce(max(id) / ${IDS_IN_PART}, 0)::int + 1 as parts from topic`,
    );
    const stream = new SitemapIndexStream();
    for (let part = 1; part <= parts; part += 1) {
      stream.write({ url: `${this.config.publicUrl}/sitemap-${part}.xml` });
    }
    stream.end();
    return (await streamToPromise(stream)).toString();
  }

  /**
   * @param part from 1 on; the first one names the lists too
   * @throws ProblemError `not-found` where there is nothing to tell
   */
  async part(part: number): Promise<string> {
    const visible = await this.access.visibleCategoryIds(GUEST);
    const topics = await this.db.query<{ id: string; slug: string; bumpedAt: Date }[]>(
      `select t.id, t.slug, t.bumped_at as "bumpedAt"
       from topic t join category c on c.id = t.category_id
       where t.id >= $1 and t.id < $2 and t.category_id = any($3::bigint[]) and c.domain = ''
         and t.deleted_at is null
       order by t.id`,
      [(part - 1) * IDS_IN_PART, part * IDS_IN_PART, visible],
    );
    const lists = part === 1 ? await this.lists(visible) : [];
    if (lists.length + topics.length === 0) throw new ProblemError('not-found');
    const stream = new SitemapStream({ hostname: this.config.publicUrl });
    for (const url of lists) stream.write({ url });
    for (const { id, slug, bumpedAt } of topics) {
      stream.write({ url: `/t/${id}/${encodeURIComponent(slug)}`, lastmod: bumpedAt.toISOString() });
    }
    stream.end();
    return (await streamToPromise(stream)).toString();
  }

  robots(): string {
    return [
      'User-agent: *',
      ...['/api/', '/search', '/settings', '/login', '/signup', '/notifications', '/new', '/bookmarks'].map(
        (path) => `Disallow: ${path}`,
      ),
      `Sitemap: ${this.config.publicUrl}/sitemap.xml`,
      '',
    ].join('\n');
  }

  private async lists(visible: string[]): Promise<string[]> {
    const rows = await this.db.query<{ slug: string }[]>(
      `select slug from category where id = any($1::bigint[]) and domain = '' order by position, id`,
      [visible],
    );
    return ['/', '/decisions', '/about', ...rows.map(({ slug }) => `/c/${encodeURIComponent(slug)}`)];
  }
}
