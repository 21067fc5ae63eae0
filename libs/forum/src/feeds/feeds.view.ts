import { Injectable } from '@nestjs/common';
import type { TopicListName } from '@app/contract';
import type { Viewer } from '@app/identity';
import type { Feed } from 'feed';
import { DataSource } from 'typeorm';
import { TopicListView } from '../topics/topic-list.view.ts';
import { TopicWindowView } from '../topics/topic-window.view.ts';
import { FeedWriter } from './feed-writer.ts';

const MOST = 30;

/** Past every number that a topic may have. */
const END = 2 ** 31 - 2;

/** Lists and topics as feeds, made of what the pages show to the same viewer. */
@Injectable()
export class FeedsView {
  constructor(
    private readonly db: DataSource,
    private readonly writer: FeedWriter,
    private readonly lists: TopicListView,
    private readonly windows: TopicWindowView,
  ) {}

  /**
   * The topics of a list, each with its first post.
   *
   * @throws ProblemError as the list itself does
   */
  async list(
    viewer: Viewer,
    f: TopicListName,
    about: { category?: string; tag?: string } = {},
  ): Promise<Feed> {
    const { category, tag } = about;
    const query = { f, period: 'week', limit: MOST, ...about } as const;
    const { items: listed, pinned } = await this.lists.list(viewer, query);
    // A feed has no top: what is pinned stands where it belongs.
    const items = [...pinned, ...listed].toSorted((a, b) => b.bumpedAt.localeCompare(a.bumpedAt));
    const firsts = await this.firstPosts(items.map(({ id }) => id));
    const [name, path] =
      tag !== undefined
        ? [`#${tag}`, `/tag/${encodeURIComponent(tag)}`]
        : category !== undefined
          ? [items[0]?.category.name ?? category, `/c/${category}`]
          : [f, `/?f=${f}`];
    return this.writer.write(
      name,
      path,
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
    return this.writer.write(topic.title, path, entries);
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
