import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config, EventLog, Jobs } from '@app/platform';
import { DataSource } from 'typeorm';
import { linksAlone } from './link-lines.rules.ts';

/** What a page said is asked again after this long, when it is linked again; sooner for one that said nothing. */
const FRESH_DAYS = 7;
const SILENT_DAYS = 1;

@Injectable()
export class PostLinksService {
  constructor(
    private readonly config: Config,
    private readonly db: DataSource,
    private readonly events: EventLog,
    private readonly jobs: Jobs,
  ) {}

  /** Finds the links of a post, keeps those that its author took the preview from, and orders what is not known. */
  async look(postId: string): Promise<void> {
    const [post] = await this.db.query<{ raw: string; topicId: string; categoryId: string; has: boolean }[]>(
      `select p.raw, p.topic_id as "topicId", t.category_id as "categoryId",
         exists (select from post_link where post_id = p.id) as has
       from post p join topic t on t.id = p.topic_id
       where p.id = $1 and p.kind = 'post' and p.deleted_at is null`,
      [postId],
    );
    if (!post) return;
    const urls = linksAlone(post.raw, this.config.publicUrl);
    if (urls.length === 0 && !post.has) return;
    await this.db.transaction(async (tx) => {
      await tx.query(`delete from post_link where post_id = $1 and url <> all($2)`, [postId, urls]);
      await tx.query(
        `insert into link_preview (url) select unnest($1::text[]) order by 1 on conflict do nothing`,
        [urls],
      );
      await tx.query(
        `insert into post_link (post_id, url, position)
         select $1, url, position from unnest($2::text[]) with ordinality as one (url, position)
         on conflict (post_id, url) do update set position = excluded.position`,
        [postId, urls],
      );
      const unknown = await tx.query<{ url: string }[]>(
        `select url from link_preview
         where url = any($1) and coalesce(fetched_at, '-infinity') <
           now() - make_interval(days => case when title is null then $2::int else $3::int end)`,
        [urls, SILENT_DAYS, FRESH_DAYS],
      );
      for (const { url } of unknown) {
        const jobKey = `link:${createHash('sha256').update(url).digest('hex')}`;
        await this.jobs.add(tx, 'links:fetch', { url }, { jobKey, maxAttempts: 3 });
      }
      const { topicId, categoryId } = post;
      await this.events.append(tx, { name: 'link.previewed', postId, topicId, categoryId });
    });
  }
}
