import { Injectable } from '@nestjs/common';
import { APPLIED, ignored, type Outcome } from '../inbox/outcome.ts';
import { Objects } from '../store/objects.ts';
import { ForumPosts } from './forum-posts.ts';
import { type PlacedCategory, type PlacedPost, PlacesView } from './places.view.ts';
import { Relay } from './relay.ts';
import type { RemotePost } from './remote-posts.ts';

/** Writes posts of other servers where they belong, and tells those who have to hear of it. */
@Injectable()
export class Settling {
  constructor(
    private readonly places: PlacesView,
    private readonly forum: ForumPosts,
    private readonly objects: Objects,
    private readonly relay: Relay,
  ) {}

  /** Every step may be repeated after a crash: each finds what the last try did. */
  async settle(
    { draft, document }: RemotePost,
    into: PlacedPost | PlacedCategory,
    inboxId: string | null,
  ): Promise<Outcome> {
    const isTopic = !('postId' in into);
    const written = isTopic ? await this.forum.openTopic(draft, into) : await this.forum.reply(draft, into);
    if (typeof written === 'string') return this.refuse(into, inboxId, written);
    const placed = isTopic ? await this.places.post(draft.id) : { ...into, ...written, author: draft.author };
    if (!placed) return ignored('hidden by now');
    await this.relay.passOn('Create', placed, inboxId);
    // Who writes quietly wants to be read in the thread, and not to be shown around.
    if (isTopic && draft.visibility === 'public') await this.relay.show(placed, draft.id);
    return this.keep(placed, { draft, document }, inboxId);
  }

  /** Puts a post aside, and tells its author why where the category is ours. */
  async refuse({ group }: { group: string }, inboxId: string | null, reason: string): Promise<Outcome> {
    await this.relay.refuse(group, inboxId, reason);
    return ignored(`refused: ${reason}`);
  }

  private async keep(
    placed: PlacedPost,
    { draft, document }: RemotePost,
    inboxId: string | null,
  ): Promise<Outcome> {
    const { id, inReplyTo } = draft;
    const changedAt = draft.changedAt ?? new Date();
    const kept = await this.objects.keepPost(placed, { id, inReplyTo, document, changedAt, inboxId });
    if (kept) return APPLIED;
    // Its Delete overtook it: the deletion looked for a post before this one was there.
    await this.forum.remove(id, null);
    return ignored('deleted in the meantime');
  }
}
