import { Injectable } from '@nestjs/common';
import type { TopicKind, TopicState } from '@app/contract';
import { DataSource } from 'typeorm';
import { type CategoryCard, categoryCardSql } from '../categories/category-card.ts';
import { type AuthorCard, authorCardSql } from '../posts/author-card.ts';

/** A topic as other servers see it: every id that names it and what it belongs to. */
export interface FederatedTopic {
  id: string;
  uuid: string;
  /** The id at its home; null for our own, and where the home did not say. */
  uri: string | null;
  kind: TopicKind;
  title: string;
  slug: string;
  state: TopicState;
  deleted: boolean;
  lastNumber: number;
  /** Posts that are not deleted. */
  postCount: number;
  createdAt: Date;
  bumpedAt: Date;
  author: AuthorCard;
  category: CategoryCard;
}

/** What names a post to other servers. */
export interface PostName {
  id: string;
  number: number;
  uuid: string;
  /** The id at its home; null for our own. */
  uri: string | null;
}

/** What changes about a topic while people look at it. */
export interface LiveTopic {
  topicId: string;
  categoryId: string;
  title: string;
  slug: string;
  state: TopicState;
  lastNumber: number;
  bumpedAt: string;
  version: number;
}

@Injectable()
export class TopicsView {
  constructor(private readonly db: DataSource) {}

  /** Null if there is no such topic. Whether it may be shown is for the caller to ask. */
  async forFederation(topicId: string): Promise<FederatedTopic | null> {
    const [topic] = await this.db.query<FederatedTopic[]>(
      `select t.id, t.uuid, t.uri, t.kind, t.title, t.slug, t.state, t.deleted_at is not null as deleted,
         t.last_number as "lastNumber", t.post_count as "postCount", t.created_at as "createdAt",
         t.bumped_at as "bumpedAt", ${authorCardSql('author')} as author, ${categoryCardSql('c')} as category
       from topic t
         join account author on author.id = t.author_id
         join category c on c.id = t.category_id
       where t.id = $1`,
      [topicId],
    );
    return topic ?? null;
  }

  /** The topics among these that are not deleted, the one that was longest quiet first. */
  async live(topicIds: readonly string[]): Promise<LiveTopic[]> {
    if (topicIds.length === 0) return [];
    const rows = await this.db.query<(Omit<LiveTopic, 'bumpedAt'> & { bumpedAt: Date })[]>(
      `select id as "topicId", category_id as "categoryId", title, slug, state, last_number as "lastNumber",
         bumped_at as "bumpedAt", version
       from topic where id = any($1) and deleted_at is null
       order by bumped_at, id`,
      [topicIds],
    );
    return rows.map((row) => ({ ...row, bumpedAt: row.bumpedAt.toISOString() }));
  }

  async idByUuid(uuid: string): Promise<string | null> {
    const [topic] = await this.db.query<{ id: string }[]>(`select id from topic where uuid = $1`, [uuid]);
    return topic?.id ?? null;
  }

  async idByUri(uri: string): Promise<string | null> {
    const [topic] = await this.db.query<{ id: string }[]>(`select id from topic where uri = $1`, [uri]);
    return topic?.id ?? null;
  }

  /** The names of a topic's posts that are not deleted, by number. */
  async postNames(topicId: string, { after, limit }: { after: number; limit: number }): Promise<PostName[]> {
    return this.db.query(
      `select id, number, uuid, uri from post
       where topic_id = $1 and number > $2 and deleted_at is null and kind = 'post'
       order by number limit $3`,
      [topicId, after, limit],
    );
  }

  /** Where a category's discussions begin: the names of their first posts, the newest topic first. */
  async firstPostNames(categoryId: string, limit: number): Promise<PostName[]> {
    return this.db.query(
      `select p.id, p.number, p.uuid, p.uri
       from (select id, bumped_at from topic
             where category_id = $1 and deleted_at is null and kind = 'discussion'
             order by bumped_at desc, id desc limit $2) t
         join post p on p.topic_id = t.id and p.number = 1 and p.deleted_at is null
       order by t.bumped_at desc, t.id desc`,
      [categoryId, limit],
    );
  }
}
