import { Injectable } from '@nestjs/common';
import type { AccountRef, Post as PostForEveryone, PostRevision, PostSource } from '@app/contract';
import { accountRefSql, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { categoryFacts, postFacts, topicFacts } from '../access-facts.ts';
import { whyNot } from '../access.rules.ts';
import { Category } from '../categories/category.entity.ts';
import { Topic } from '../topics/topic.entity.ts';
import { FEDERATED_POST_SQL, type FederatedPost, type PostPlace } from './federated-post.ts';
import { POST_COLUMNS, POST_JOINS, type PostRow, toPost } from './post-rows.ts';
import { Post } from './post.entity.ts';

@Injectable()
export class PostsView {
  constructor(private readonly db: DataSource) {}

  /** A post as everyone who may see its topic sees it; null if there is none. */
  async byId(postId: string): Promise<PostForEveryone | null> {
    const [post] = await this.byIds([postId]);
    return post ?? null;
  }

  /** Posts as everyone who may see their topics sees them, in the order of their topics and numbers. */
  async byIds(postIds: readonly string[]): Promise<PostForEveryone[]> {
    if (postIds.length === 0) return [];
    const rows = await this.db.query<PostRow[]>(
      `select ${POST_COLUMNS} from post p ${POST_JOINS} where p.id = any($1) order by p.topic_id, p.number`,
      [postIds],
    );
    return rows.map(toPost);
  }

  /** Null if there is no such post. Whether it may be shown is for the caller to ask. */
  async forFederation(postId: string): Promise<FederatedPost | null> {
    const [post] = await this.db.query<FederatedPost[]>(FEDERATED_POST_SQL, [postId]);
    return post ?? null;
  }

  /**
   * Where a post stands, by its id here or at its home; null if there is none. The same for every message that
   * answers something, so it reads no more than that.
   */
  async placeOf(by: { uri: string } | { uuid: string }): Promise<PostPlace | null> {
    const [column, value] = 'uri' in by ? ['uri', by.uri] : ['uuid', by.uuid];
    const [place] = await this.db.query<PostPlace[]>(
      `select p.id as "postId", p.number, p.kind, p.topic_id as "topicId", t.kind as "topicKind",
         jsonb_build_object('uri', a.uri, 'uuid', a.uuid) as author,
         jsonb_build_object('id', c.id::text, 'uri', c.uri, 'uuid', c.uuid, 'domain', nullif(c.domain::text, ''),
           'federated', c.federated) as category
       from post p join account a on a.id = p.author_id join topic t on t.id = p.topic_id
         join category c on c.id = t.category_id
       where p.${column} = $1`,
      [value],
    );
    return place ?? null;
  }

  async idByUuid(uuid: string): Promise<string | null> {
    const [post] = await this.db.query<{ id: string }[]>(`select id from post where uuid = $1`, [uuid]);
    return post?.id ?? null;
  }

  /** @param uri the id that a remote post has at its home */
  async idByUri(uri: string): Promise<string | null> {
    const [post] = await this.db.query<{ id: string }[]>(`select id from post where uri = $1`, [uri]);
    return post?.id ?? null;
  }

  /**
   * The Markdown of a post.
   *
   * @throws ProblemError a refusal of the policy
   */
  async source(viewer: Viewer, postId: string): Promise<PostSource> {
    const { id, topicId, number, raw, version } = await this.readable(viewer, postId);
    return { id, topicId, number, raw, version };
  }

  /**
   * Every version of a post, the first one first.
   *
   * @throws ProblemError a refusal of the policy
   */
  async revisions(viewer: Viewer, postId: string): Promise<PostRevision[]> {
    await this.readable(viewer, postId);
    const rows = await this.db.query<{ version: number; raw: string; createdAt: Date; editor: AccountRef }[]>(
      `select v.version, v.raw, v.created_at as "createdAt", ${accountRefSql('editor')} as editor
       from (
         select version, raw, created_at, editor_id from post_revision where post_id = $1
         union all
         select version, raw, coalesce(revised_at, created_at), coalesce(edited_by_id, author_id)
         from post where id = $1
       ) v join account editor on editor.id = v.editor_id
       order by v.version`,
      [postId],
    );
    return rows.map((row) => ({ ...row, createdAt: row.createdAt.toISOString() }));
  }

  private async readable(viewer: Viewer, postId: string): Promise<Post> {
    const post = await this.db.getRepository(Post).findOneBy({ id: postId });
    if (!post) throw new ProblemError('not-found');
    const topic = await this.db.getRepository(Topic).findOneByOrFail({ id: post.topicId });
    const category = await this.db.getRepository(Category).findOneByOrFail({ id: topic.categoryId });
    const facts = postFacts(post, topicFacts(topic, categoryFacts(category)));
    const refusal = whyNot(viewer, 'see-source', facts);
    if (refusal) throw new ProblemError(refusal);
    return post;
  }
}
