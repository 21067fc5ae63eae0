import { createHash } from 'node:crypto';

/**
 * The id of the activity that tells a change; the same change always has the same id, so telling it twice
 * is telling it once.
 *
 * @param about what it is about: a post's UUID, or the id of the activity that it answers
 * @param revision which change of that
 * @returns a UUID of version 8 (RFC 9562 §5.8): its bits are a hash of what it names
 */
export function activityUuid(kind: string, about: string, revision: number): string {
  const hash = createHash('sha256').update(`${kind} ${about} ${revision}`).digest('hex');
  const variant = ((Number.parseInt(hash[16] ?? '0', 16) & 0x3) | 0x8).toString(16);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join('-');
}
