import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readings } from '@app/platform';
import type { PageNews } from '@app/realtime';
import { LRUCache } from 'lru-cache';
import type { KeptPage } from './kept-page.ts';
import { listenIn } from './listen-in.ts';
import type { PageKey } from './page-key.rules.ts';

/** For what changes without an event: times in words, and what is suggested under a topic. */
const OLDEST_MS = 30_000;

type Shown = Pick<PageKey, 'topicId'>;
type Making = Shown & { page: Promise<KeptPage | null> };
type Kept = Shown & { page: KeptPage };

/** How often a page was there, and how often it had to be made. */
export interface PageCacheCounts {
  hits: number;
  misses: number;
}

/**
 * Guests' pages as they were rendered, until the change log says that they are old. Pages that many ask
 * for at once are made once.
 */
export class PageCache {
  readonly counts: PageCacheCounts = { hits: 0, misses: 0 };
  private readonly kept: LRUCache<string, Kept>;
  private readonly making = new Map<string, Making>();

  constructor(
    private readonly news: PageNews,
    megabytes: number,
    readings: Readings,
  ) {
    this.kept = new LRUCache({
      maxSize: megabytes * 2 ** 20,
      sizeCalculation: ({ page }, key) => page.bytes + key.length + 1000,
      ttl: OLDEST_MS,
    });
    readings.define('page_cache_hit_ratio', () => {
      const asked = this.counts.hits + this.counts.misses;
      return asked === 0 ? 1 : this.counts.hits / asked;
    });
    news.onChange((topicIds) => this.forget(topicIds));
  }

  /** Answers with the page that is kept, or has it made. */
  give(
    { key, topicId }: PageKey,
    [request, response]: [IncomingMessage, ServerResponse],
    make: () => void,
  ): void {
    if (!this.news.reliable) return make();
    const kept = this.kept.get(key);
    if (kept) {
      this.counts.hits += 1;
      return kept.page.give(request, response);
    }
    const inHand = this.making.get(key);
    if (inHand) {
      this.counts.hits += 1;
      void inHand.page.then((page) => (page ? page.give(request, response) : make()));
      return;
    }
    this.counts.misses += 1;
    const making = { topicId, page: listenIn(response) };
    this.making.set(key, making);
    void making.page.then((page) => {
      // What was forgotten while it was made may show what was before.
      if (this.making.get(key) !== making) return;
      this.making.delete(key);
      if (page) this.kept.set(key, { topicId, page });
    });
    make();
  }

  /** Whoever asks from now on gets what is there now; null forgets all. */
  private forget(topicIds: readonly string[] | null): void {
    const isOld = ({ topicId }: Shown) => topicIds === null || topicId === null || topicIds.includes(topicId);
    for (const [key, shown] of this.kept.entries()) if (isOld(shown)) this.kept.delete(key);
    for (const [key, shown] of this.making) if (isOld(shown)) this.making.delete(key);
  }
}
