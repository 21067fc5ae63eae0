import { setTimeout as sleep } from 'node:timers/promises';

/** Waits for as long as a slow machine may need, and no longer than it must. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`It never came to this: ${what}`);
    await sleep(20);
  }
}
