import { Injectable } from '@nestjs/common';
import { APPLIED, ignored } from '../inbox/outcome.ts';
import { Objects } from '../store/objects.ts';
import type { Change } from './edits.service.ts';
import { ForumPosts } from './forum-posts.ts';
import { PlacesView } from './places.view.ts';
import { RemotePosts } from './remote-posts.ts';

@Injectable()
export class RemovalsService {
  constructor(
    private readonly objects: Objects,
    private readonly posts: RemotePosts,
    private readonly places: PlacesView,
    private readonly forum: ForumPosts,
  ) {}

  /** Takes back a post because its own server says so. A post that never came is not taken in later. */
  async byItsServer(id: string, actor: string): Promise<Change> {
    if (!sameOrigin(id, actor)) return ignored('by another server');
    return this.remove(id, null);
  }

  /**
   * Takes back a post because a Group says so: when its own server no longer has it, or as moderation,
   * when it stands in that Group and somebody of that Group's server removed it.
   *
   * @throws RemoteFailure when its own server cannot be asked now
   */
  async byGroup(id: string, group: string, actor: string): Promise<Change> {
    if (this.posts.isOurs(id)) return ignored('ours, to be taken back by its author or our staff');
    if (await this.posts.isGone(id)) return this.remove(id, null);
    const post = await this.places.post(id);
    if (post?.group !== group || !sameOrigin(actor, group))
      return ignored('neither gone nor theirs to remove');
    return this.remove(id, actor);
  }

  private async remove(id: string, moderator: string | null): Promise<Change> {
    // First the mark, then the post: a Create that comes in between finds one or the other.
    await this.objects.forget(id);
    const post = await this.places.post(id);
    if (!post) return APPLIED;
    await this.forum.remove(id, moderator);
    return { ...APPLIED, post };
  }
}

function sameOrigin(one: string, other: string): boolean {
  return URL.canParse(one) && URL.canParse(other) && new URL(one).origin === new URL(other).origin;
}
