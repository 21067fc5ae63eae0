import type { PostKind, TopicKind } from '@app/contract';
import { type CategoryCard, categoryCardSql } from '../categories/category-card.ts';
import type { PostFacts } from '../access.rules.ts';
import { type AuthorCard, authorCardSql } from './author-card.ts';

/** A post as other servers see it: every id that names it and what it belongs to. */
export interface FederatedPost {
  id: string;
  uuid: string;
  /** The id at its home; null for our own. */
  uri: string | null;
  url: string | null;
  number: number;
  kind: PostKind;
  raw: string;
  html: string;
  version: number;
  createdAt: Date;
  editedAt: Date | null;
  deletedAt: Date | null;
  deleted: PostFacts['deleted'];
  /** Who deleted it, when that was not its author. */
  remover: AuthorCard | null;
  author: AuthorCard;
  /** The post that it answers; null for what answers the topic. */
  parent: { id: string; uuid: string; uri: string | null; number: number; author: AuthorCard } | null;
  topic: {
    id: string;
    uuid: string;
    uri: string | null;
    kind: TopicKind;
    title: string;
    slug: string;
    deleted: boolean;
    /** The post that opened it. */
    first: { id: string; uuid: string; uri: string | null; author: AuthorCard };
  };
  category: CategoryCard;
}

/** Where a post stands, and whose it is. */
export interface PostPlace {
  postId: string;
  number: number;
  kind: PostKind;
  topicId: string;
  topicKind: TopicKind;
  author: Pick<AuthorCard, 'uri' | 'uuid'>;
  category: Pick<CategoryCard, 'id' | 'uri' | 'uuid' | 'domain' | 'federated'>;
}

/** Selects one `FederatedPost` but for `deleted`; `$1` is its id. */
export const FEDERATED_POST_SQL = `
  select p.id, p.uuid, p.uri, p.url, p.number, p.kind, p.raw, p.html, p.version, p.created_at as "createdAt",
    p.edited_at as "editedAt", p.deleted_at as "deletedAt",
    case when p.deleted_at is null then null when p.deleted_by_id = p.author_id then 'author' else 'staff' end as deleted,
    case when remover.id is not null then ${authorCardSql('remover')} end as remover,
    ${authorCardSql('author')} as author,
    case when parent.id is not null then jsonb_build_object('id', parent.id::text, 'uuid', parent.uuid,
      'uri', parent.uri, 'number', parent.number, 'author', ${authorCardSql('answered')}) end as parent,
    jsonb_build_object('id', t.id::text, 'uuid', t.uuid, 'uri', t.uri, 'kind', t.kind, 'title', t.title,
      'slug', t.slug, 'deleted', t.deleted_at is not null, 'first', jsonb_build_object('id', first.id::text,
      'uuid', first.uuid, 'uri', first.uri, 'author', ${authorCardSql('opener')})) as topic,
    ${categoryCardSql('c')} as category
  from post p
    join account author on author.id = p.author_id
    join topic t on t.id = p.topic_id
    join category c on c.id = t.category_id
    join post first on first.topic_id = p.topic_id and first.number = 1
    join account opener on opener.id = first.author_id
    left join account remover on remover.id = p.deleted_by_id and remover.id <> p.author_id
    left join post parent on parent.topic_id = p.topic_id and parent.number = p.reply_to_number
    left join account answered on answered.id = parent.author_id
  where p.id = $1`;
