import type { EntityManager } from 'typeorm';
import { textOf } from '../text/text-of.ts';
import { slugOf } from './slug.rules.ts';

export interface BulkPost {
  authorId: string;
  raw: string;
  /** Rendered by `renderMarkdown`. */
  html: string;
  createdAt: Date;
  /** The number of the post that this one answers. */
  replyTo: number | null;
}

/** A whole thread of the past, with plain posts in the order of their numbers. */
export interface BulkThread {
  uuid: string;
  categoryId: string;
  title: string;
  posts: readonly BulkPost[];
}

const ROWS_AT_ONCE = 4000;

/**
 * Writes threads of the past in few statements; nobody is told. A thread whose uuid exists is left out.
 * Everybody of whom a thread's row names a recent post has read the thread.
 */
export async function importThreads(tx: EntityManager, threads: readonly BulkThread[]): Promise<void> {
  const rows = await tx.query<{ id: string; uuid: string }[]>(
    `insert into topic (uuid, category_id, author_id, title, slug, excerpt, created_at, bumped_at, last_number,
       post_count, recent_author_ids)
     select uuid, category_id, author_id, title, slug, excerpt, created_at, bumped_at, posts, posts,
       recent_author_ids::bigint[]
     from unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[], $7::timestamptz[],
       $8::timestamptz[], $9::int[], $10::text[])
       as t (uuid, category_id, author_id, title, slug, excerpt, created_at, bumped_at, posts, recent_author_ids)
     on conflict (uuid) do nothing
     returning id, uuid`,
    columns(threads.map(topicRow), 10),
  );
  const byUuid = new Map(threads.map((thread) => [thread.uuid, thread]));
  const posts = rows.flatMap(({ id, uuid }) =>
    byUuid.get(uuid)!.posts.map((post, at) => postRow(id, post, at + 1)),
  );
  for (let done = 0; done < posts.length; done += ROWS_AT_ONCE) {
    await tx.query(
      `insert into post (topic_id, number, author_id, raw, html, created_at, reply_to_number)
       select * from unnest($1::bigint[], $2::int[], $3::bigint[], $4::text[], $5::text[], $6::timestamptz[], $7::int[])`,
      columns(posts.slice(done, done + ROWS_AT_ONCE), 7),
    );
  }
  const ids = rows.map(({ id }) => id);
  await tx.query(
    `insert into topic_reading (account_id, topic_id, read, last_visit_at)
     select unnest(recent_author_ids), id, int4multirange(int4range(1, last_number, '[]')), bumped_at
     from topic where id = any($1::bigint[])`,
    [ids],
  );
  await tx.query(
    `update category set topic_count = topic_count + counted.topics
     from (select category_id, count(*)::int as topics from topic where id = any($1::bigint[]) group by category_id) counted
     where category.id = counted.category_id`,
    [ids],
  );
}

function topicRow({ uuid, categoryId, title, posts }: BulkThread): unknown[] {
  const first = posts[0];
  const last = posts.at(-1);
  if (!first || !last) throw new Error(`a thread without posts: ${uuid}`);
  const recent = [
    ...new Set(
      posts
        .slice(-40)
        .map(({ authorId }) => authorId)
        .toReversed(),
    ),
  ].slice(0, 5);
  return [
    uuid,
    categoryId,
    first.authorId,
    title,
    slugOf(title),
    textOf(first.html),
    first.createdAt.toISOString(),
    last.createdAt.toISOString(),
    posts.length,
    `{${recent.join(',')}}`,
  ];
}

function postRow(
  topicId: string,
  { authorId, raw, html, createdAt, replyTo }: BulkPost,
  number: number,
): unknown[] {
  return [topicId, number, authorId, raw, html, createdAt.toISOString(), replyTo];
}

/** Rows as the columns that `unnest` takes. */
function columns(rows: readonly unknown[][], count: number): unknown[][] {
  return Array.from({ length: count }, (_, column) => rows.map((row) => row[column]));
}
