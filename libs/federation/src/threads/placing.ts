import { Injectable } from '@nestjs/common';
import { ignored, type Outcome } from '../inbox/outcome.ts';
import type { PostDraft } from '../mapping/post-draft.ts';
import { Admission } from './admission.ts';
import { type PlacedPost, PlacesView, type Vouched, type Voucher } from './places.view.ts';
import type { RemotePost } from './remote-posts.ts';
import { Settling } from './settling.ts';

/** Puts single posts of other servers into threads, whose place is known by now. */
@Injectable()
export class Placing {
  constructor(
    private readonly places: PlacesView,
    private readonly admission: Admission,
    private readonly settling: Settling,
  ) {}

  /**
   * Puts one post below the post that it answers, or opens a topic with it; or keeps it for a moderator.
   *
   * @param parent the post that it answers, where that has been looked up just now
   */
  async place(post: RemotePost, voucher: Voucher, parent: PlacedPost | null = null): Promise<Outcome> {
    const { draft } = post;
    const { inboxId } = voucher;
    const into = parent ?? (await this.destination(draft, voucher));
    if (typeof into === 'string') return ignored(into);
    if (await this.places.keepsOut(into.group, draft.author)) return ignored('kept out by its category');
    const stopped = await this.admission.stop(post, voucher, into);
    if (stopped === 'held') return ignored('waits for a moderator');
    if (stopped === 'refused') return this.settling.refuse(into, inboxId, 'not-allowed');
    return this.settling.settle(post, into, inboxId);
  }

  private async destination(draft: PostDraft, vouched: Vouched) {
    const { inReplyTo } = draft;
    if (inReplyTo !== null)
      return (await this.places.post(inReplyTo)) ?? 'the post that it answers is not here';
    const category = await this.places.category(draft, vouched);
    return category ?? 'not for a category of ours, nor announced by one that is followed';
  }
}
