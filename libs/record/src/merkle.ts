import { sha256 } from '@noble/hashes/sha2.js';

/** The hash of one entry of a tree: SHA-256(0 ‖ entry). A ballot's entry is envelope ‖ signature. */
export function entryHash(...parts: Uint8Array[]): Uint8Array {
  const hash = sha256.create().update(Uint8Array.of(0));
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/**
 * A Merkle tree that grows (RFC 6962 section 2.1): the roots of its whole subtrees, the largest first. Since each batch
 * is looked at as it is added, every head is checked against the same leaves, which is what a consistency proof shows.
 */
export class GrowingTree {
  private readonly peaks: { height: number; hash: Uint8Array }[] = [];
  size = 0;

  add(leaf: Uint8Array): void {
    let peak = { height: 0, hash: leaf };
    for (let last = this.peaks.at(-1); last?.height === peak.height; last = this.peaks.at(-1)) {
      this.peaks.pop();
      peak = { height: peak.height + 1, hash: nodeHash(last.hash, peak.hash) };
    }
    this.peaks.push(peak);
    this.size += 1;
  }

  root(): Uint8Array {
    const hashes = this.peaks.map(({ hash }) => hash);
    return hashes.length === 0
      ? sha256(new Uint8Array())
      : hashes.reduceRight((right, left) => nodeHash(left, right));
  }
}

function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256.create().update(Uint8Array.of(1)).update(left).update(right).digest();
}
