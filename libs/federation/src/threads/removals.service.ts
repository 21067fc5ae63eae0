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
  async byItsServer(id: string): Promise<Change> {
    return this.posts.isOurs(id) ? OURS : this.remove(id, null);
  }

  /**
   * Takes back a post if its own server no longer has it.
   *
   * @throws RemoteFailure when that server cannot be asked now
   */
  async ifGone(id: string): Promise<Change> {
    if (this.posts.isOurs(id)) return OURS;
    if (await this.posts.isGone(id)) return this.remove(id, null);
    return ignored('neither gone nor theirs to remove');
  }

  /**
   * Takes back a post because a moderator of its category did: as its own server's word when it is gone
   * there too, otherwise as moderation, which can be undone.
   *
   * @throws RemoteFailure when its own server cannot be asked now
   */
  async byModerator(id: string, moderator: string): Promise<Change> {
    if (this.posts.isOurs(id)) return OURS;
    if (await this.posts.isGone(id)) return this.remove(id, null);
    return this.remove(id, moderator);
  }

  /**
   * Gives back a post that was taken away, as its own server has it now.
   *
   * @param byModerator whether a moderator takes back what a moderator did, or its author what they did
   * @returns null when nothing is known of it
   * @throws RemoteFailure when its own server cannot be asked now
   */
  async takeBack(id: string, byModerator: boolean): Promise<Change | null> {
    if (this.posts.isOurs(id)) return OURS;
    const post = await this.places.post(id);
    if (await this.posts.isGone(id)) return ignored('its server no longer has it');
    await this.objects.remember(id);
    if (!post) return null;
    const isBack = await this.forum.restore(id, byModerator ? 'staff' : 'author');
    return isBack ? { ...APPLIED, post } : ignored('not theirs to give back');
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

const OURS: Change = ignored('ours, to be taken back by its author or our staff');
