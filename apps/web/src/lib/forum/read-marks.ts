import type { FollowState, ReadRanges } from '@app/contract';
import { tellTabs } from '#lib/reading/tabs.ts';

/** From a short post to a long one; nobody reads a page in a second. */
const SEEN_MS = { least: 1000, most: 4000, perCharacter: 4 };
const SEND_EVERY_MS = 5000;

/** Who looks at a topic for so long wants to know how it goes on. */
const STAYED_SECONDS = 30;

/** Marks posts as read that stay at least half visible for a second, a batch at a time. */
export class ReadMarks {
  private readonly waiting = new Map<Element, ReturnType<typeof setTimeout>>();
  private readonly numbers = new Set<number>();
  private readonly observer: IntersectionObserver;
  private readonly timer: ReturnType<typeof setInterval>;

  private readonly clock: ReturnType<typeof setInterval>;
  private secondsLookedAt = 0;

  /** @param onState is told the topic's follow level, which reading for a while may change */
  constructor(
    private readonly topicId: string,
    private readonly onState: (state: FollowState) => void,
  ) {
    this.observer = new IntersectionObserver((entries) => entries.forEach((entry) => this.look(entry)), {
      threshold: [0, 0.25, 0.5],
    });
    this.timer = setInterval(() => this.send(), SEND_EVERY_MS);
    this.clock = setInterval(() => {
      if (!document.hidden && ++this.secondsLookedAt === STAYED_SECONDS) this.send(true);
    }, 1000);
    addEventListener('visibilitychange', this.sendNow);
    addEventListener('pagehide', this.sendNow);
  }

  /** Watches one post; answers how to stop. */
  watch(element: HTMLElement): () => void {
    this.observer.observe(element);
    return () => {
      this.observer.unobserve(element);
      this.forget(element);
    };
  }

  close(): void {
    this.send();
    clearInterval(this.timer);
    clearInterval(this.clock);
    for (const element of this.waiting.keys()) this.forget(element);
    this.observer.disconnect();
    removeEventListener('visibilitychange', this.sendNow);
    removeEventListener('pagehide', this.sendNow);
  }

  private look({
    target,
    isIntersecting,
    intersectionRatio,
    intersectionRect,
    rootBounds,
  }: IntersectionObserverEntry) {
    const fills = intersectionRect.height >= (rootBounds?.height ?? Infinity) / 2;
    if (!isIntersecting || (intersectionRatio < 0.5 && !fills)) return this.forget(target);
    if (this.waiting.has(target)) return;
    const seen = () => {
      const last = Number((target as HTMLElement).dataset['number']);
      // Numbers before it that are not here any more are done with too.
      const first = Number(target.closest<HTMLElement>('[data-from]')?.dataset['from'] ?? last);
      for (let number = first; number <= last; number++) this.numbers.add(number);
      this.observer.unobserve(target);
      this.waiting.delete(target);
    };
    this.waiting.set(target, setTimeout(seen, readingTime(target)));
  }

  private forget(element: Element): void {
    clearTimeout(this.waiting.get(element));
    this.waiting.delete(element);
  }

  private readonly sendNow = (): void => this.send();

  private send(stayed = false): void {
    if (this.numbers.size === 0 && !stayed) return;
    const numbers = [...this.numbers];
    this.numbers.clear();
    const ranges = rangesOf(numbers);
    fetch(`/api/v1/topics/${this.topicId}/reading`, {
      method: 'PUT',
      // Also the last batch of a page that is being left has to arrive.
      keepalive: true,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ranges, ...(stayed ? { stayed } : {}) } satisfies ReadRanges),
    })
      .then(async (response) => {
        if (!response.ok) return;
        tellTabs({ topicId: this.topicId, ranges });
        this.onState((await response.json()) as FollowState);
      })
      .catch(() => numbers.forEach((number) => this.numbers.add(number)));
  }
}

function readingTime({ textContent }: Element): number {
  return Math.min(SEEN_MS.most, SEEN_MS.least + (textContent?.length ?? 0) * SEEN_MS.perCharacter);
}

/** Numbers as inclusive ranges, in order. */
export function rangesOf(numbers: number[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && number <= last[1] + 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges;
}
