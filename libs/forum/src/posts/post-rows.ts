import type { AccountRef, LinkPreview, Post, PostKind, ReactionCounts, TopicAct } from '@app/contract';
import { accountRefSql } from '@app/identity';
import { deletedBy } from '../access-facts.ts';
import { PREVIEWS_SQL } from '../links/previews-sql.ts';

/**
 * What a reader sees of a post, with its author and whom it answers. Give the columns a query
 * over `post p` that includes `POST_JOINS`. The text of a deleted post does not leave the database.
 */
export const POST_COLUMNS = `p.id, p.topic_id as "topicId", p.number, p.kind, p.author_id as "authorId",
  ${accountRefSql('author')} as author, p.reply_to_number as "replyToNumber",
  case when answered.id is not null then ${accountRefSql('answered')} end as answered,
  case when p.deleted_at is null then p.html else '' end as html,
  p.act, p.created_at as "createdAt", p.revised_at as "editedAt", p.version, p.deleted_at as "deletedAt",
  p.deleted_by_id as "deletedById", p.client_id as "clientId",
  p.indexable and author.indexable as indexable, p.uri, p.url, p.wiki,
  p.deleted_at is null and exists (select from poll where poll.post_id = p.id) as "hasPoll",
  p.reaction_counts as reactions, ${PREVIEWS_SQL} as previews`;

export const POST_JOINS = `join account author on author.id = p.author_id
  left join post parent on parent.topic_id = p.topic_id and parent.number = p.reply_to_number
  left join account answered on answered.id = parent.author_id`;

export interface PostRow {
  id: string;
  topicId: string;
  number: number;
  kind: PostKind;
  authorId: string;
  author: AccountRef;
  replyToNumber: number | null;
  answered: AccountRef | null;
  html: string;
  act: TopicAct | null;
  createdAt: Date;
  editedAt: Date | null;
  version: number;
  deletedAt: Date | null;
  deletedById: string | null;
  clientId: string | null;
  indexable: boolean;
  uri: string | null;
  url: string | null;
  wiki: boolean;
  hasPoll: boolean;
  reactions: ReactionCounts;
  previews: LinkPreview[];
}

export function toPost(row: PostRow): Post {
  const { id, topicId, number, kind, author, html, act, version, clientId, wiki, hasPoll, indexable } = row;
  return {
    id,
    topicId,
    number,
    kind,
    author,
    replyTo:
      row.replyToNumber !== null && row.answered ? { number: row.replyToNumber, author: row.answered } : null,
    html,
    act,
    createdAt: row.createdAt.toISOString(),
    editedAt: row.editedAt?.toISOString() ?? null,
    version,
    deleted: deletedBy(row),
    clientId,
    ...(indexable ? {} : { noindex: true as const }),
    wiki,
    hasPoll,
    originUrl: row.uri === null ? null : (row.url ?? row.uri),
    reactions: row.deletedAt === null ? row.reactions : {},
    previews: row.deletedAt === null ? row.previews : [],
  };
}
