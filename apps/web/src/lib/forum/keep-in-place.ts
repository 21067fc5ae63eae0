import { tick } from 'svelte';

/** Changes what is on the page without moving what the reader looks at. */
export async function keepInPlace(anchor: Element | null, change: () => Promise<void>): Promise<void> {
  const before = anchor?.getBoundingClientRect().top;
  await change();
  await tick();
  const after = anchor?.isConnected ? anchor.getBoundingClientRect().top : undefined;
  if (before !== undefined && after !== undefined && Math.abs(after - before) > 1) {
    scrollBy({ top: after - before, behavior: 'instant' });
  }
}
