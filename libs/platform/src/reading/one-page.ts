import { AsyncLocalStorage } from 'node:async_hooks';

const readings = new AsyncLocalStorage<Map<string, Promise<unknown>>>();

/**
 * Makes one page that only reads: whatever its parts `readOnce` on the way, they read together, as of one
 * moment. Nothing is kept after it.
 */
export function asOnePage<Made>(make: () => Made): Made {
  return readings.run(new Map(), make);
}

/** Whether a page is being made that only reads. */
export function isOnePage(): boolean {
  return readings.getStore() !== undefined;
}

/**
 * Reads what every part of a page asks for (who looks, the categories) once for the page; outside of one,
 * where something may have been written since, each time.
 *
 * @param key the same for the same answer
 */
export function readOnce<Value>(key: string, read: () => Promise<Value>): Promise<Value> {
  const page = readings.getStore();
  if (!page) return read();
  const begun = page.get(key) as Promise<Value> | undefined;
  if (begun) return begun;
  const reading = read();
  page.set(key, reading);
  return reading;
}
