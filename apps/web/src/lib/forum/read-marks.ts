import type { ReadRanges } from '@app/contract';

const SEEN_MS = 1000;
const SEND_EVERY_MS = 5000;

/** Marks posts as read that stay at least half visible for a second, a batch at a time. */
export class ReadMarks {
  private readonly waiting = new Map<Element, ReturnType<typeof setTimeout>>();
  private readonly numbers = new Set<number>();
  private readonly observer: IntersectionObserver;
  private readonly timer: ReturnType<typeof setInterval>;

  constructor(private readonly topicId: string) {
    this.observer = new IntersectionObserver((entries) => entries.forEach((entry) => this.look(entry)), {
      threshold: [0, 0.25, 0.5],
    });
    this.timer = setInterval(() => this.send(), SEND_EVERY_MS);
    addEventListener('visibilitychange', this.send);
    addEventListener('pagehide', this.send);
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
    for (const element of this.waiting.keys()) this.forget(element);
    this.observer.disconnect();
    removeEventListener('visibilitychange', this.send);
    removeEventListener('pagehide', this.send);
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
      this.numbers.add(Number((target as HTMLElement).dataset['number']));
      this.observer.unobserve(target);
      this.waiting.delete(target);
    };
    this.waiting.set(target, setTimeout(seen, SEEN_MS));
  }

  private forget(element: Element): void {
    clearTimeout(this.waiting.get(element));
    this.waiting.delete(element);
  }

  private readonly send = (): void => {
    if (this.numbers.size === 0) return;
    const numbers = [...this.numbers];
    this.numbers.clear();
    fetch(`/api/v1/topics/${this.topicId}/reading`, {
      method: 'PUT',
      // Also the last batch of a page that is being left has to arrive.
      keepalive: true,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ranges: rangesOf(numbers) } satisfies ReadRanges),
    }).catch(() => numbers.forEach((number) => this.numbers.add(number)));
  };
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
