import { ProblemError } from '@app/platform';

interface Count {
  used: number;
  /** Milliseconds since 1970. */
  endsAt: number;
}

const MOST_KEYS = 50_000;

/** How often something may be tried, counted in the memory of this process over fixed spans of time. */
export class Attempts {
  private readonly counts = new Map<string, Count>();

  constructor(
    private readonly most: number,
    private readonly spanSeconds: number,
  ) {}

  /**
   * Counts one try.
   *
   * @throws ProblemError too-many-requests, with the seconds to wait, when the tries are used up
   */
  spend(key: string): void {
    const now = Date.now();
    let count = this.counts.get(key);
    if (!count || count.endsAt <= now) {
      this.counts.delete(key);
      this.makeRoom(now);
      count = { used: 0, endsAt: now + this.spanSeconds * 1000 };
      this.counts.set(key, count);
    }
    if (count.used >= this.most) {
      throw new ProblemError('too-many-requests', { retryAfter: Math.ceil((count.endsAt - now) / 1000) });
    }
    count.used += 1;
  }

  /** Gives one try back, after one that was right. */
  giveBack(key: string): void {
    const count = this.counts.get(key);
    if (count) count.used -= 1;
  }

  /** Gives all tries of a key back. */
  forget(key: string): void {
    this.counts.delete(key);
  }

  /** All spans are equally long, so that the oldest key is also the first to end. */
  private makeRoom(now: number): void {
    for (const [key, { endsAt }] of this.counts) {
      if (endsAt > now && this.counts.size < MOST_KEYS) return;
      this.counts.delete(key);
    }
  }
}
