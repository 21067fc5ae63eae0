/** Whole numbers from 0 to below a bound, always the same ones for a seed: G. Marsaglia's xorshift with 32 bits. */
export function randomNumbers(seed: number): (below: number) => number {
  // Zero would stay zero for ever.
  let state = seed | 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}
