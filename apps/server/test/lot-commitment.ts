import { createHash } from 'node:crypto';
import { tagged } from '../../../libs/governance/src/ballots/ballot-bytes.ts';

/** What an officer promises: SHA-256(tag ‖ 0 ‖ secret), hexadecimal. */
export function lotCommitment(secret: Buffer): string {
  return createHash('sha256').update(tagged('commitment')).update(secret).digest('hex');
}
