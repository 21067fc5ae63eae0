import type { KeyCache } from '@fedify/fedify/sig';

type Key = Awaited<ReturnType<KeyCache['get']>>;

/** How long a key is used without looking at its owner again; one that no longer fits is fetched at once. */
const FRESH_MS = 5 * 60_000;
const MOST_KEYS = 5000;

/** Keys as they were read last: reading one takes longer than checking a signature with it. */
export class RememberedKeys implements KeyCache {
  private readonly keys = new Map<string, { key: Key; until: number }>();

  get(id: URL): Promise<Key> {
    const known = this.keys.get(id.href);
    return Promise.resolve(known && known.until > Date.now() ? known.key : undefined);
  }

  set(id: URL, key: Key): Promise<void> {
    if (this.keys.size >= MOST_KEYS) this.keys.clear();
    // That a key could not be had is remembered elsewhere, with the reason.
    if (key) this.keys.set(id.href, { key, until: Date.now() + FRESH_MS });
    else this.keys.delete(id.href);
    return Promise.resolve();
  }
}
