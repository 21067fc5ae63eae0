import { sha256 } from './sha256.ts';

/**
 * The public lot: candidates 1 to `candidates` shuffled by a seed that nobody could know before the vote, so that anyone can
 * draw it again. Fisher and Yates's shuffle from the last place down, with R. L. Rivest's sampler as OpenTally uses it.
 *
 * @param seed text; governance makes it from the ballots and the officers' secrets
 */
export function lotOrder(seed: string, candidates: number): number[] {
  const below = sampler(seed);
  const order = Array.from({ length: candidates }, (_, index) => index + 1);
  for (let last = order.length - 1; last > 0; last--) {
    const other = below(last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}

/** Whole numbers from 0 up to (not with) `n`: SHA-256 of `seed,0`, `seed,1`, …; a value that would favour some is passed over. */
export function sampler(seed: string): (n: number) => number {
  let counter = 0;
  return (n) => {
    const range = BigInt(n);
    const fair = (2n ** 256n / range) * range;
    for (;;) {
      const value = sha256(new TextEncoder().encode(`${seed},${counter++}`));
      if (value < fair) return Number(value % range);
    }
  };
}
