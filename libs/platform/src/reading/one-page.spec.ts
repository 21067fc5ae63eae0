import { describe, expect, it } from 'vitest';
import { asOnePage, readOnce } from './one-page.ts';

describe('what a page asks for in several places', () => {
  let reads = 0;
  const read = () =>
    readOnce('the same', async () => {
      reads += 1;
      return Promise.resolve(reads);
    });

  it('is read once for a page, and anew for the next', async () => {
    reads = 0;
    const page = () => asOnePage(() => Promise.all([read(), read(), Promise.resolve().then(read)]));
    expect(await Promise.all([page(), page()])).toEqual([
      [1, 1, 1],
      [2, 2, 2],
    ]);
  });

  it('is read each time outside of a page', async () => {
    reads = 0;
    expect([await read(), await read()]).toEqual([1, 2]);
  });
});
