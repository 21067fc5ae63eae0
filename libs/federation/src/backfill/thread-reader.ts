import { Injectable } from '@nestjs/common';
import { Arrivals } from './arrivals.ts';
import { Budget } from './budget.ts';
import { Collections } from './collections.ts';
import { ThreadFactsView } from './thread-facts.view.ts';

/** What one reading of a thread brought. */
export interface Reading {
  found: number;
  /** How many posts its home lists, where it lists them; and how many posts could not be had. */
  listed: number | null;
  missing: number;
  /** The version of its home's list, once everything in it is here. */
  etag: string | null;
  /** Whether something was left for the next time. */
  isSpent: boolean;
}

/** Looks for what is missing of a thread: in its home's list, and in the replies that each post names. */
@Injectable()
export class ThreadReader {
  constructor(
    private readonly facts: ThreadFactsView,
    private readonly collections: Collections,
    private readonly arrivals: Arrivals,
  ) {}

  /**
   * @param etag the version of the list that was read last
   * @param isThorough whether posts that are here are asked for anew as well, for edits that never came
   */
  async read(topicId: string, etag: string | null, isThorough: boolean): Promise<Reading> {
    const budget = new Budget();
    const before = await this.facts.posts(topicId);
    const group = await this.facts.group(topicId);
    const context = await this.facts.context(topicId, before);
    const listing = context === null ? null : await this.collections.list(context, budget, etag);
    const seen = new Set(listing?.ids);
    let missing = await this.arrivals.take(seen, group, budget);

    // Each post that is here may name its replies; those name theirs.
    const asked = new Set<string>();
    for (
      let posts = before;
      posts.some(({ id }) => !asked.has(id));
      posts = await this.facts.posts(topicId)
    ) {
      for (const { id, replies } of posts) {
        if (asked.has(id)) continue;
        asked.add(id);
        const found = replies === null ? null : await this.collections.list(replies, budget);
        const fresh = (found?.ids ?? []).filter((one) => !seen.has(one));
        for (const one of fresh) seen.add(one);
        missing += await this.arrivals.take(fresh, group, budget);
      }
    }
    if (isThorough) for (const { id } of before) await this.arrivals.askAgain(id, budget);
    const isWhole = listing !== null && listing.isWhole && missing === 0;
    return {
      found: (await this.facts.posts(topicId)).length - before.length,
      listed: listing?.ids.length ?? null,
      missing,
      etag: listing === null ? etag : isWhole ? listing.etag : null,
      isSpent: budget.isSpent,
    };
  }

  /** Reads a thread that is not here by its list, for what waits for it. */
  async readList(context: string, announcer: string | null): Promise<void> {
    const budget = new Budget();
    const listing = await this.collections.list(context, budget);
    await this.arrivals.take(listing?.ids ?? [], announcer, budget);
  }
}
