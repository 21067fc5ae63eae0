import type { ElectionState, ProblemCode } from '@app/contract';
import { type Timeline, whyNotNow } from '../elections/phase.rules.ts';

/** Why this request for a ballot is refused, or null. Hashes are hexadecimal. */
export function whyNotCollect(
  election: Timeline & { state: ElectionState; manifestHash: string | null },
  rollEntry: { blindedHash: string | null } | null,
  asked: { manifest: string; blindedHash: string },
  now: Date,
): ProblemCode | null {
  const closed = whyNotNow(election, 'collect', now);
  if (closed) return closed;
  if (election.state === 'suspended') return 'voting-suspended';
  if (rollEntry === null) return 'not-on-roll';
  if (asked.manifest !== election.manifestHash) return 'outdated-manifest';
  const taken = rollEntry.blindedHash !== null && rollEntry.blindedHash !== asked.blindedHash;
  return taken ? 'ballot-collected' : null;
}
