import { Injectable } from '@nestjs/common';
import { CategoriesView, type PostName, TopicsView } from '@app/forum';
import { DataSource } from 'typeorm';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import { activityUuid } from '../outbox/activity-uuid.ts';
import { paged, pageOf, whole } from './collections.rules.ts';
import { PUBLIC } from './context.rules.ts';

/** Posts on one page of a thread, and things in an outbox. */
const PAGE = 50;
const LATEST = 20;

/** The collections that our actors and topics have. */
@Injectable()
export class CollectionsView {
  constructor(
    private readonly db: DataSource,
    private readonly categories: CategoriesView,
    private readonly topics: TopicsView,
    private readonly at: LocalAddresses,
  ) {}

  /** A category's latest topics, as its Announces of them. */
  async categoryOutbox(uuid: string): Promise<object | null> {
    const category = await this.categories.forFederation({ uuid });
    if (!category?.federated) return null;
    const names = await this.topics.firstPostNames(category.id, LATEST);
    const group = this.at.category(uuid);
    const stored = await this.announced(group, names);
    const items = names.map((name) => stored.get(name.id) ?? this.plainAnnounce(group, name));
    return whole(this.at.partOf(group, 'outbox'), items);
  }

  /** What a member wrote last where other servers can read it. */
  async accountOutbox(actor: string): Promise<object> {
    const rows = await this.db.query<{ body: string }[]>(
      `select body from ap_activity where actor = $1 and kind = 'Create' order by seq desc limit $2`,
      [actor, LATEST],
    );
    return whole(
      this.at.partOf(actor, 'outbox'),
      rows.map(({ body }) => JSON.parse(body) as unknown),
    );
  }

  /**
   * A thread (FEP-7888, FEP-f228): the ids of its posts in the order of their numbers.
   *
   * @param page null for the collection itself, which holds the posts where they fit on one page
   * @returns null when there is no such thread to see
   */
  async context(uuid: string, page: number | null): Promise<object | null> {
    const topicId = await this.topics.idByUuid(uuid);
    const topic = topicId === null ? null : await this.topics.forFederation(topicId);
    if (!topic || topic.deleted || topic.kind !== 'discussion' || !topic.category.federated) return null;
    const id = this.at.topic(uuid);
    const group = this.at.category(topic.category.uuid);
    const pages = Math.max(1, Math.ceil(topic.lastNumber / PAGE));
    const totalItems = topic.postCount;
    const about = {
      name: topic.title,
      url: this.at.topicPage(topic.id, topic.slug),
      attributedTo: group,
      audience: group,
    };
    if (page === null && pages > 1) return paged(id, { totalItems, pages }, about);
    const items = await this.postsOn(topic.id, page ?? 1);
    if (page === null) return whole(id, items, about);
    return page > pages ? null : pageOf(id, { page, pages, totalItems }, items);
  }

  /** Pages are ranges of post numbers, so that a deleted post moves no other to another page. */
  private async postsOn(topicId: string, page: number): Promise<string[]> {
    const names = await this.topics.postNames(topicId, { after: (page - 1) * PAGE, limit: PAGE });
    return names.filter(({ number }) => number <= page * PAGE).map((name) => this.at.objectOf(name));
  }

  private announceOf({ uuid }: PostName): string {
    return this.at.activity(activityUuid('AnnounceObject', uuid, 1));
  }

  /** A topic from before the category was federated was never announced, but may be found. */
  private plainAnnounce(actor: string, name: PostName): object {
    const cc = [this.at.partOf(actor, 'followers')];
    const object = this.at.objectOf(name);
    return { id: this.announceOf(name), type: 'Announce', actor, to: [PUBLIC], cc, object };
  }

  /** What a category said of these posts last, by post. */
  private async announced(group: string, names: PostName[]): Promise<Map<string, unknown>> {
    const rows = await this.db.query<{ postId: string; body: string }[]>(
      `select distinct on (post_id) post_id as "postId", body from ap_activity
       where post_id = any($1) and kind = 'AnnounceObject' and actor = $2 order by post_id, seq desc`,
      [names.map(({ id }) => id), group],
    );
    return new Map(rows.map(({ postId, body }) => [postId, JSON.parse(body) as unknown]));
  }

  /** A category's pinned topics, by their first posts. */
  async pinned(uuid: string): Promise<object | null> {
    const category = await this.categories.forFederation({ uuid });
    if (!category?.federated) return null;
    const rows = await this.db.query<{ uuid: string; uri: string | null }[]>(
      `select p.uuid, p.uri from topic t join post p on p.topic_id = t.id and p.number = 1 and p.deleted_at is null
       where t.category_id = $1 and t.pinned_until > now() and t.deleted_at is null and t.kind = 'discussion'
       order by t.pinned_until desc limit $2`,
      [category.id, LATEST],
    );
    const id = this.at.partOf(this.at.category(uuid), 'featured');
    return whole(
      id,
      rows.map((row) => this.at.objectOf(row)),
    );
  }
}
