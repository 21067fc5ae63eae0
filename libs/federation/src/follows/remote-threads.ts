import { Injectable } from '@nestjs/common';
import { textOf } from '@app/forum';
import { RemoteFailure } from '@app/platform';
import { PlacesView } from '../threads/places.view.ts';
import { type RemotePost, RemotePosts } from '../threads/remote-posts.ts';
import { ThreadsService } from '../threads/threads.service.ts';
import { RemoteCategories } from './remote-categories.ts';

/** How far up a thread is looked for its beginning. */
const MAX_CLIMB = 50;

/** Threads elsewhere that a member asks for. */
@Injectable()
export class RemoteThreads {
  constructor(
    private readonly posts: RemotePosts,
    private readonly categories: RemoteCategories,
    private readonly threads: ThreadsService,
    private readonly places: PlacesView,
  ) {}

  /** Where a post stands here; null when it does not. */
  async pathOf(id: string): Promise<string | null> {
    const post = await this.places.post(id);
    return post && `/t/${post.topicId}/-/${post.number}`;
  }

  /**
   * What a post says, in a line.
   *
   * @returns null when it is none that could stand here
   */
  glance(id: string, document: string): { name: string; author: string } | null {
    const post = this.posts.read(id, document);
    if (typeof post === 'string') return null;
    const { title, html, author } = post.draft;
    return { name: title ?? textOf(html, 120), author };
  }

  /**
   * Brings in a post with what it answers: into the category that it is for, or into its first author's place.
   *
   * @returns whether it is here now
   * @throws RemoteFailure
   */
  async bring(id: string): Promise<boolean> {
    if (await this.places.post(id)) return true;
    const root = await this.rootOf(id);
    if (root === null) return false;
    // What stands here already has its place.
    if (root.draft.inReplyTo === null) await this.categories.keepPlaceFor(root.draft);
    await this.threads.take(id, { announcer: null, inboxId: null, given: null, isAsked: true });
    return (await this.places.post(id)) !== null;
  }

  /** The beginning of its thread, or the post below the first one that is here. */
  private async rootOf(id: string): Promise<RemotePost | null> {
    let post = await this.posts.fetch(id);
    for (let steps = 0; typeof post !== 'string' && steps < MAX_CLIMB; steps += 1) {
      const { inReplyTo } = post.draft;
      if (inReplyTo === null || (await this.places.post(inReplyTo))) return post;
      try {
        post = await this.posts.fetch(inReplyTo);
      } catch (error) {
        if (error instanceof RemoteFailure && !error.mayPass) return null;
        throw error;
      }
    }
    return null;
  }
}
