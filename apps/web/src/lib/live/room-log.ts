import type { LiveEvent, RoomChanges } from '@app/contract';

/**
 * What one watcher knows of one room. Events come early, late or twice, from a socket or from polling;
 * each is passed on exactly once and in order. It never speaks to the network itself.
 */
export class RoomLog {
  /** The last number that was passed on, or that the page was read at. */
  lastSeq: number;
  /** What came while something before it was missing, by number. */
  private readonly early = new Map<number, LiveEvent>();

  constructor(
    after: number,
    private readonly deliver: (event: LiveEvent) => void,
  ) {
    this.lastSeq = after;
  }

  /** Takes one event; answers whether nothing before it is missing. If something is, join again. */
  take(event: LiveEvent): boolean {
    if (event.seq > this.lastSeq) this.early.set(event.seq, event);
    let next = this.early.get(this.lastSeq + 1);
    while (next) {
      this.early.delete(next.seq);
      this.lastSeq = next.seq;
      this.deliver(next);
      next = this.early.get(this.lastSeq + 1);
    }
    return this.early.size === 0;
  }

  /** Takes what a join or a poll answered; answers whether the page is now as new as it says. */
  catchUp(answer: Extract<RoomChanges, { events: LiveEvent[] }>): boolean {
    for (const event of answer.events) this.take(event);
    return this.lastSeq >= answer.head && this.early.size === 0;
  }
}
