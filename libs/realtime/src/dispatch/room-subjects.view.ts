import { Injectable } from '@nestjs/common';
import type { Post, TopicState } from '@app/contract';
import { AccessView } from '@app/forum';
import { accountRefSql, GUEST } from '@app/identity';
import type { EntityManager } from 'typeorm';

interface RoomTopic {
  topicId: string;
  categoryId: string;
  title: string;
  slug: string;
  state: TopicState;
  version: number;
  lastNumber: number;
  bumpedAt: string;
  /** The rooms of the lists that this topic is in. */
  listRooms: string[];
}

/** What room events are about, as everyone who may join the room may see it; many at once. */
@Injectable()
export class RoomSubjectsView {
  constructor(private readonly access: AccessView) {}

  /** Posts in the order of their numbers; of deleted topics only what is deleted itself. */
  async posts(tx: EntityManager, ids: readonly string[]): Promise<Post[]> {
    if (ids.length === 0) return [];
    const rows: PostRow[] = await tx.query(
      `select p.id, p.topic_id as "topicId", p.number, p.kind, p.html, p.version,
         p.created_at as "createdAt", p.edited_at as "editedAt", p.client_id as "clientId",
         coalesce(p.url, p.uri) as "originUrl",
         case when p.deleted_at is null then null when p.deleted_by_id = p.author_id then 'author' else 'staff' end as deleted,
         ${accountRefSql('a')} as author,
         case when r.id is null then null
           else jsonb_build_object('number', r.number, 'author', ${accountRefSql('ra')}) end as "replyTo"
       from post p
       join topic t on t.id = p.topic_id and (t.deleted_at is null or p.deleted_at is not null)
       join account a on a.id = p.author_id
       left join post r on r.topic_id = p.topic_id and r.number = p.reply_to_number
       left join account ra on ra.id = r.author_id
       where p.id = any($1)
       order by p.topic_id, p.number`,
      [ids],
    );
    return rows.map((row) => ({
      ...row,
      html: row.deleted === null ? row.html : '',
      createdAt: row.createdAt.toISOString(),
      editedAt: row.editedAt?.toISOString() ?? null,
    }));
  }

  /** Topics that are not deleted, each once. */
  async topics(tx: EntityManager, ids: readonly string[]): Promise<RoomTopic[]> {
    if (ids.length === 0) return [];
    const rows: TopicRow[] = await tx.query(
      `select t.id as "topicId", t.category_id as "categoryId", t.title, t.slug, t.state, t.version,
         t.last_number as "lastNumber", t.bumped_at as "bumpedAt"
       from topic t
       where t.id = any($1) and t.deleted_at is null
       order by t.bumped_at, t.id`,
      [ids],
    );
    // Everyone may look at the latest list, so its room holds only what everyone may see.
    const open = new Set(await this.access.visibleCategoryIds(GUEST));
    return rows.map(({ bumpedAt, ...topic }) => ({
      ...topic,
      bumpedAt: bumpedAt.toISOString(),
      listRooms: [`cat:${topic.categoryId}`, ...(open.has(topic.categoryId) ? ['latest'] : [])],
    }));
  }
}

type PostRow = Omit<Post, 'createdAt' | 'editedAt'> & { createdAt: Date; editedAt: Date | null };
type TopicRow = Omit<RoomTopic, 'bumpedAt' | 'listRooms'> & { bumpedAt: Date };
