import { Injectable } from '@nestjs/common';
import { CollectionsView } from '../documents/collections.view.ts';
import { RepliesView } from '../documents/replies.view.ts';
import { ServedPosts } from '../documents/served-posts.ts';
import { StoredDocumentsView } from '../store/stored-documents.view.ts';
import { ACTIVITY_JSON, type Answer, document, NOTHING_HERE, redirect } from './answer.ts';

/** What stands under the ids of posts, topics and activities. */
@Injectable()
export class ObjectRoutes {
  constructor(
    private readonly posts: ServedPosts,
    private readonly replies: RepliesView,
    private readonly collections: CollectionsView,
    private readonly stored: StoredDocumentsView,
  ) {}

  /** @param asPage somebody followed the id with a browser */
  async post(uuid: string, asPage: boolean): Promise<Answer> {
    const post = await this.posts.find(uuid);
    if (!post) return NOTHING_HERE;
    if (asPage && post.deletedAt === null)
      return redirect(post.page, { link: `<${post.id}>; rel="alternate"; type="${ACTIVITY_JSON}"` });
    const json = await this.posts.document(post);
    return json === null ? NOTHING_HERE : document(json);
  }

  async repliesTo(uuid: string, after: number | null): Promise<Answer> {
    const post = await this.posts.find(uuid);
    return post && post.deletedAt === null ? document(await this.replies.of(post, after)) : NOTHING_HERE;
  }

  async topic(uuid: string, page: number | null, asPage: boolean): Promise<Answer> {
    const found = await this.collections.context(uuid, page);
    if (!found) return NOTHING_HERE;
    return asPage && 'url' in found ? redirect(String(found.url)) : document(found);
  }

  async activity(id: string): Promise<Answer> {
    const body = await this.stored.activity(id);
    return body === null ? NOTHING_HERE : document(body);
  }
}
