/** 300 messages a minute, after a burst of 600. */
const FOR_SENDERS = { perSecond: 5, burst: 600 };
const MOST_BUCKETS = 10_000;

interface Bucket {
  left: number;
  at: number;
}

/** Lets everybody in at a steady rate, after a burst. */
export class HostBuckets {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly rate = FOR_SENDERS) {}

  /**
   * @param sender where the request comes from
   * @param now in milliseconds
   * @returns seconds to wait, or 0 when the message may come in
   */
  take(sender: string, now: number): number {
    if (this.buckets.size >= MOST_BUCKETS) this.forgetFull(now);
    const { perSecond, burst } = this.rate;
    const bucket = this.buckets.get(sender) ?? { left: burst, at: now };
    const left = Math.min(burst, bucket.left + ((now - bucket.at) / 1000) * perSecond);
    this.buckets.set(sender, { left: Math.max(left - 1, 0), at: now });
    return left >= 1 ? 0 : Math.ceil((1 - left) / perSecond);
  }

  /** Who has been quiet long enough to have a full bucket again needs none kept. */
  private forgetFull(now: number): void {
    const { perSecond, burst } = this.rate;
    for (const [sender, { left, at }] of this.buckets) {
      if (left + ((now - at) / 1000) * perSecond >= burst) this.buckets.delete(sender);
    }
  }
}
