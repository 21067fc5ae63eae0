import { Injectable } from '@nestjs/common';
import { APPLIED, ignored, type Outcome } from '../inbox/outcome.ts';
import { Objects } from '../store/objects.ts';
import { ForumPosts } from './forum-posts.ts';
import { type PlacedPost, PlacesView, type Vouched } from './places.view.ts';
import type { PostDraft } from '../mapping/post-draft.ts';
import { Relay } from './relay.ts';
import type { RemotePost } from './remote-posts.ts';

export interface Voucher extends Vouched {
  /** The stored message of the author that holds the Create. */
  inboxId: string | null;
}

/** Puts single posts of other servers into threads, whose place is known by now. */
@Injectable()
export class Placing {
  constructor(
    private readonly places: PlacesView,
    private readonly forum: ForumPosts,
    private readonly objects: Objects,
    private readonly relay: Relay,
  ) {}

  /**
   * Puts one post below the post that it answers, or opens a topic with it. Every step may be repeated
   * after a crash: each finds what the last try did.
   *
   * @param parent the post that it answers, where that has been looked up just now
   */
  async place(
    { draft, document }: RemotePost,
    { inboxId, ...vouched }: Voucher,
    parent: PlacedPost | null = null,
  ): Promise<Outcome> {
    const into = parent ?? (await this.destination(draft, vouched));
    if (typeof into === 'string') return ignored(into);
    if (await this.places.keepsOut(into.group, draft.author)) return ignored('kept out by its category');
    const isTopic = 'categoryId' in into;
    const written = isTopic ? await this.forum.openTopic(draft, into) : await this.forum.reply(draft, into);
    if (typeof written === 'string') {
      await this.relay.refuse(into.group, inboxId, written);
      return ignored(`refused: ${written}`);
    }
    const placed = isTopic ? await this.places.post(draft.id) : { ...into, ...written, author: draft.author };
    if (!placed) return ignored('hidden by now');
    await this.relay.passOn('Create', placed, inboxId);
    // Who writes quietly wants to be read in the thread, and not to be shown around.
    if (isTopic && draft.visibility === 'public') await this.relay.show(placed, draft.id);
    return this.keep(placed, { draft, document }, inboxId);
  }

  private async destination(draft: PostDraft, vouched: Vouched) {
    const { inReplyTo } = draft;
    if (inReplyTo !== null)
      return (await this.places.post(inReplyTo)) ?? 'the post that it answers is not here';
    const category = await this.places.category(draft, vouched);
    return category ?? 'not for a category of ours, nor announced by one that is followed';
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
