const PER_SECOND = 5;
const BURST = 600;
const MOST_BUCKETS = 10_000;

interface Bucket {
  left: number;
  at: number;
}

/** Lets every sender in at 300 messages a minute, after a burst of 600. */
export class HostBuckets {
  private readonly buckets = new Map<string, Bucket>();

  /**
   * @param sender where the request comes from
   * @param now in milliseconds
   * @returns seconds to wait, or 0 when the message may come in
   */
  take(sender: string, now: number): number {
    if (this.buckets.size >= MOST_BUCKETS) this.forgetFull(now);
    const bucket = this.buckets.get(sender) ?? { left: BURST, at: now };
    const left = Math.min(BURST, bucket.left + ((now - bucket.at) / 1000) * PER_SECOND);
    this.buckets.set(sender, { left: Math.max(left - 1, 0), at: now });
    return left >= 1 ? 0 : Math.ceil((1 - left) / PER_SECOND);
  }

  /** Who has been quiet long enough to have a full bucket again needs none kept. */
  private forgetFull(now: number): void {
    for (const [sender, { left, at }] of this.buckets) {
      if (left + ((now - at) / 1000) * PER_SECOND >= BURST) this.buckets.delete(sender);
    }
  }
}
