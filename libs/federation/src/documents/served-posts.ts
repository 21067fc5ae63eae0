import { Injectable } from '@nestjs/common';
import { KeysService } from '../actors/keys.service.ts';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import { StoredDocumentsView } from '../store/stored-documents.view.ts';
import { postObject, type WirePost } from './post-object.rules.ts';
import { WirePostsView } from './wire-posts.view.ts';

/** Our posts, for other servers that ask for them by id. */
@Injectable()
export class ServedPosts {
  constructor(
    private readonly posts: WirePostsView,
    private readonly stored: StoredDocumentsView,
    private readonly keys: KeysService,
    private readonly at: LocalAddresses,
  ) {}

  async find(uuid: string): Promise<WirePost | null> {
    const post = await this.posts.byUuid(uuid);
    return post?.isLocal ? post : null;
  }

  /**
   * The bytes that were sent. A post that was never sent, because it is older than its category's
   * federation, can be asked for all the same: replies to it would have no parent otherwise.
   */
  async document(post: WirePost): Promise<string | null> {
    const sent = await this.stored.object(post.id);
    if (sent !== null || post.deletedAt !== null) return sent;
    // Whoever reads the post will ask for its author, who becomes visible with the key.
    await this.keys.give(post.author);
    return JSON.stringify(postObject(post, this.at));
  }
}
