import { createHash } from 'node:crypto';

/** The hash of one entry of a Merkle tree: SHA-256(0 ‖ entry). */
export function leafHash(...parts: (Buffer | string)[]): Buffer {
  const hash = createHash('sha256').update(Buffer.of(0));
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/**
 * The root of a Merkle tree: one hash that names a whole list and its order.
 *
 * @param leaves leaf hashes, in order
 * @see RFC 6962 section 2.1
 */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return createHash('sha256').digest();
  let level = [...leaves];
  // Joining neighbours level by level, with the odd one carried up, gives the RFC's left-full tree.
  while (level.length > 1) {
    const next: Buffer[] = [];
    for (let left = 0; left < level.length; left += 2) {
      const pair = level.slice(left, left + 2);
      next.push(pair.length === 2 ? nodeHash(pair) : pair[0]!);
    }
    level = next;
  }
  return level[0]!;
}

function nodeHash(pair: Buffer[]): Buffer {
  return createHash('sha256')
    .update(Buffer.concat([Buffer.of(1), ...pair]))
    .digest();
}
