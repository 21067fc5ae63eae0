import { Injectable } from '@nestjs/common';
import { APPLIED, ignored, type Outcome } from '../inbox/outcome.ts';
import { Objects } from '../store/objects.ts';
import { ForumPosts } from './forum-posts.ts';
import { type PlacedPost, PlacesView } from './places.view.ts';
import { RemotePosts } from './remote-posts.ts';

/** What became of a post that is here, and which post that was. */
export interface Change extends Outcome {
  post?: PlacedPost;
}

@Injectable()
export class EditsService {
  constructor(
    private readonly objects: Objects,
    private readonly posts: RemotePosts,
    private readonly places: PlacesView,
    private readonly forum: ForumPosts,
  ) {}

  /**
   * Takes in a new version of a post. It never changes who wrote it or what it answers, and an older
   * version never replaces a newer one.
   *
   * @param editor the actor whose word this is; null when a Group passed it on and only the post's own
   *   server is asked
   * @param given the object itself, if it came from its own server
   * @returns null when nothing is known of this post
   * @throws RemoteFailure when it cannot be had
   */
  async edit(id: string, editor: string | null, given: string | null): Promise<Change | null> {
    const known = await this.objects.find(id);
    if (known === null || known.state === 'orphan') return null;
    if (known.state === 'gone') return ignored('it was deleted');
    const post = await this.places.post(id);
    if (!post) return ignored('hidden by now');
    if (editor !== null && editor !== post.author) return ignored('not by its author');

    const version = given === null ? await this.posts.fetch(id) : this.posts.read(id, given);
    if (typeof version === 'string') return ignored(version);
    const { draft, document } = version;
    if (draft.author !== post.author) return ignored('its author changed');
    const changedAt = draft.changedAt ?? new Date();
    if (changedAt < known.changedAt) return ignored('a newer version is here');
    const isChanged = await this.forum.edit(draft, changedAt);
    await this.objects.keepVersion(id, document, changedAt);
    return isChanged ? { ...APPLIED, post } : ignored('its server shows nothing new');
  }
}
