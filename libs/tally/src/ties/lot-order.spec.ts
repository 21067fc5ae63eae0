import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { lotOrder, sampler } from './lot-order.ts';
import { sha256 } from './sha256.ts';

const hex = (value: bigint) => value.toString(16).padStart(64, '0');

describe('SHA-256', () => {
  it('gives the digests published in FIPS 180-4', () => {
    const digest = (text: string) => hex(sha256(new TextEncoder().encode(text)));
    expect(digest('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(digest('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(digest('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')).toBe(
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    );
  });

  it('agrees with the platform at every length around the block borders', () => {
    for (let length = 0; length < 200; length++) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 37 + length) % 256);
      expect(hex(sha256(bytes))).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
  });
});

describe('the public lot', () => {
  it("draws the numbers of Rivest's sampler", () => {
    const below = sampler('foobar');
    expect([10, 10, 10, 10, 10, 10].map(below)).toEqual([0, 2, 5, 2, 4, 8]);
  });

  it('gives the published orders', () => {
    expect(lotOrder('dlb-test-seed', 5)).toEqual([4, 5, 2, 1, 3]);
    expect(lotOrder('dlb-test-seed', 7)).toEqual([1, 6, 2, 4, 3, 5, 7]);
  });

  it('puts each candidate at each place about equally often', () => {
    const first = [0, 0, 0];
    for (let seed = 0; seed < 600; seed++) first[lotOrder(String(seed), 3)[0]! - 1]!++;
    for (const times of first) expect(times).toBeGreaterThan(150);
  });
});
