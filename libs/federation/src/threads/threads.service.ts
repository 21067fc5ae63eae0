import { Injectable } from '@nestjs/common';
import { RemoteFailure } from '@app/platform';
import { APPLIED, ignored, type Outcome } from '../inbox/outcome.ts';
import { Objects } from '../store/objects.ts';
import { type PlacedPost, PlacesView, type Voucher } from './places.view.ts';
import { Placing } from './placing.ts';
import { type RemotePost, RemotePosts } from './remote-posts.ts';

/** How far up a thread is read to find where a reply belongs. */
const MAX_CLIMB = 50;

/** How many waiting replies one post may bring along at once. */
const MAX_RELEASED = 500;

export interface Source extends Voucher {
  /** The object itself, if it came from its own server. */
  given: string | null;
}

interface Climb {
  /** From the post itself upwards. */
  chain: RemotePost[];
  /** Whether the topmost post has a place: below one that is here, or as the beginning of a topic. */
  arrived: boolean;
  /** The post that is here already, which the topmost one answers. */
  above: PlacedPost | null;
}

/** Takes posts of other servers into our threads. */
@Injectable()
export class ThreadsService {
  constructor(
    private readonly objects: Objects,
    private readonly posts: RemotePosts,
    private readonly places: PlacesView,
    private readonly placing: Placing,
  ) {}

  /**
   * Takes in the post of this id. A reply goes below the post that it answers; if that is not here, the
   * thread is climbed to a post that is, or to its beginning. A reply that leads nowhere waits unseen for
   * its parent: it never becomes a topic.
   *
   * @throws RemoteFailure when the post itself cannot be had
   */
  async take(id: string, source: Source): Promise<Outcome> {
    // Our own post coming back is how a Group says that it took it.
    const { announcer } = source;
    if (announcer !== null && (await this.objects.arrived(id, announcer))) return APPLIED;
    const known = await this.objects.find(id);
    if (known?.state === 'gone') return ignored('it was deleted');
    if (known?.state === 'live') return ignored('it is here already');
    const post = source.given === null ? await this.posts.fetch(id) : this.posts.read(id, source.given);
    if (typeof post === 'string') return ignored(post);

    const { chain, arrived, above } = await this.climb(post);
    if (arrived) return this.placeDown(chain, above, source);
    for (const one of chain) await this.keepOrphan(one, source, one === post);
    // The parent may have come while we were looking for it, and found nobody waiting.
    const [top] = chain.slice(-1);
    const late = top?.draft.inReplyTo ? await this.places.post(top.draft.inReplyTo) : null;
    if (late) return this.placeDown(chain, late, source);
    return { state: 'applied', reason: 'waits for the post that it answers' };
  }

  isOurs(id: string): boolean {
    return this.posts.isOurs(id);
  }

  private async climb(post: RemotePost): Promise<Climb> {
    const chain = [post];
    const seen = new Set([post.draft.id]);
    for (let top = post; chain.length <= MAX_CLIMB;) {
      const { inReplyTo } = top.draft;
      if (inReplyTo === null) return { chain, arrived: true, above: null };
      const above = await this.places.post(inReplyTo);
      if (above) return { chain, arrived: true, above };
      if (seen.has(inReplyTo)) break;
      seen.add(inReplyTo);
      const parent = await this.parent(inReplyTo);
      if (!parent) break;
      chain.push(parent);
      top = parent;
    }
    return { chain, arrived: false, above: null };
  }

  /** A parent that was deleted, is hidden or cannot be had now ends the climb; the reply is not lost. */
  private async parent(id: string): Promise<RemotePost | null> {
    const known = await this.objects.find(id);
    if (known?.state === 'gone') return null;
    try {
      const parent = await this.posts.fetch(id);
      return typeof parent === 'string' ? null : parent;
    } catch (error) {
      if (error instanceof RemoteFailure) return null;
      throw error;
    }
  }

  private async placeDown(
    chain: RemotePost[],
    above: PlacedPost | null,
    { announcer, inboxId, isAsked = false }: Source,
  ): Promise<Outcome> {
    let outcome = ignored('no post');
    const root = chain.at(-1)?.draft;
    // A Group vouches for what it announces, and for what that answers as far as it is the Group's own.
    if (
      chain.length > 1 &&
      root?.inReplyTo === null &&
      announcer !== null &&
      !root.addressed.includes(announcer)
    )
      return ignored('a thread of another category');
    for (const one of chain.toReversed()) {
      const parent = one === chain.at(-1) ? above : null;
      const brought = one === chain[0] ? inboxId : null;
      outcome = await this.placing.place(one, { announcer, isAsked, inboxId: brought }, parent);
      if (outcome.state === 'ignored') return outcome;
      await this.release(one.draft.id, announcer);
    }
    return outcome;
  }

  /** Brings in the replies that waited for a post, and those that waited for them. */
  private async release(id: string, announcer: string | null): Promise<void> {
    const parents = [id];
    for (let released = 0; released < MAX_RELEASED;) {
      const parent = parents.shift();
      if (parent === undefined) return;
      for (const orphan of await this.objects.orphansOf(parent)) {
        const post = this.posts.read(orphan.id, orphan.document);
        if (typeof post === 'string') continue;
        const voucher = { announcer: announcer ?? orphan.announcer, inboxId: orphan.inboxId };
        const { state } = await this.placing.place(post, voucher);
        if (state === 'applied') parents.push(orphan.id);
        released += 1;
      }
    }
  }

  private async keepOrphan(
    { draft, document }: RemotePost,
    { announcer, inboxId }: Source,
    isItself: boolean,
  ): Promise<void> {
    const { id, inReplyTo, changedAt } = draft;
    const at = changedAt ?? new Date();
    const brought = isItself ? inboxId : null;
    await this.objects.keepOrphan({ id, inReplyTo, document, changedAt: at, inboxId: brought, announcer });
  }
}
