import { Injectable } from '@nestjs/common';
import type { TopicListName } from '@app/contract';
import type { Viewer } from '@app/identity';
import { Config, SiteSettings } from '@app/platform';
import { Feed } from 'feed';
import { DataSource } from 'typeorm';
import { CategoriesView } from '../categories/categories.view.ts';
import { TopicListView } from '../topics/topic-list.view.ts';
import { TopicWindowView } from '../topics/topic-window.view.ts';

const MOST = 30;

/** Past every number that a topic may have. */
const END = 2 ** 31 - 2;

interface Entry {
  id: string;
  link: string;
  title: string;
  author: string;
  html: string;
  at: string;
}

/** Lists and topics as feeds, made of what the pages show to the same viewer. */
@Injectable()
export class FeedsView {
  constructor(
    private readonly db: DataSource,
    private readonly config: Config,
    private readonly settings: SiteSettings,
    private readonly categories: CategoriesView,
    private readonly lists: TopicListView,
    private readonly windows: TopicWindowView,
  ) {}

  /**
   * The topics of a list, each with its first post.
   *
   * @throws ProblemError as the list itself does
   */
  async list(viewer: Viewer, f: TopicListName, category?: string): Promise<Feed> {
    const query = {
      f,
      period: 'week',
      limit: MOST,
      ...(category === undefined ? {} : { category }),
    } as const;
    const { items } = await this.lists.list(viewer, query);
    const firsts = await this.firstPosts(items.map(({ id }) => id));
    const name = category === undefined ? f : (await this.categories.one(viewer, category)).name;
    return this.feed(
      name,
      category === undefined ? `/?f=${f}` : `/c/${category}`,
      items.map((topic) => ({
        id: `/t/${topic.id}`,
        link: `/t/${topic.id}/${encodeURIComponent(topic.slug)}`,
        title: topic.title,
        author: topic.author.name,
        html: firsts.get(topic.id) ?? '',
        at: topic.createdAt,
      })),
    );
  }

  /**
   * The latest posts of a topic.
   *
   * @throws ProblemError a refusal of the policy
   */
  async topic(viewer: Viewer, topicId: string): Promise<Feed> {
    const { topic, posts } = await this.windows.read(viewer, topicId, { near: END, limit: MOST });
    const path = `/t/${topic.id}/${encodeURIComponent(topic.slug)}`;
    const entries = posts
      .filter(({ deleted }) => deleted === null)
      .toReversed()
      .map((post) => ({
        id: `/t/${topic.id}#post-${post.number}`,
        link: `${path}/${post.number}`,
        title: `${topic.title} #${post.number}`,
        author: post.author.name,
        html: post.html,
        at: post.createdAt,
      }));
    return this.feed(topic.title, path, entries);
  }

  private async feed(title: string, path: string, entries: Entry[]): Promise<Feed> {
    const { publicUrl } = this.config;
    const { name } = await this.settings.read();
    const feed = new Feed({
      id: publicUrl + path,
      link: publicUrl + path,
      title: `${title} · ${name}`,
      generator: 'Folkmoot',
      ...(entries[0] ? { updated: new Date(entries[0].at) } : {}),
    });
    for (const { id, link, html, at, author, title: entry } of entries) {
      feed.addItem({
        id: publicUrl + id,
        link: publicUrl + link,
        title: entry,
        author: [{ name: author }],
        // A reader shows it outside of this site, where addresses need their host.
        content: html.replaceAll(/(href|src)="\//g, `$1="${publicUrl}/`),
        date: new Date(at),
      });
    }
    return feed;
  }

  private async firstPosts(topicIds: string[]): Promise<Map<string, string>> {
    const rows = await this.db.query<{ topicId: string; html: string }[]>(
      `select topic_id as "topicId", html from post
       where topic_id = any($1::bigint[]) and number = 1 and deleted_at is null`,
      [topicIds],
    );
    return new Map(rows.map(({ topicId, html }) => [topicId, html]));
  }
}
