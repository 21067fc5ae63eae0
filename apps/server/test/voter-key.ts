import { generateKeyPairSync, sign } from 'node:crypto';
import { MemberKeysService } from '@app/governance';
import { tagged } from '../../../libs/governance/src/ballots/ballot-bytes.ts';
import type { ElectionHouse } from './election-house.ts';

/** A member's key for votes, outside of any browser. */
export interface VoterKey {
  /** Raw, base64. */
  key: string;
  sign(message: Uint8Array): string;
}

export function voterKey(): VoterKey {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const key = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64');
  return { key, sign: (message) => sign(null, message, privateKey).toString('base64') };
}

/** What a member sends to enrol a key. */
export function enrolment({ key, sign: signed }: VoterKey, accountId: string) {
  return { key, proof: signed(Buffer.concat([tagged('enrol'), Buffer.from(accountId)])) };
}

export async function enrolKey(house: ElectionHouse, accountId: string): Promise<VoterKey> {
  const key = voterKey();
  const viewer = { accountId, role: 'member' as const, groupIds: [] };
  await house.server.app.get(MemberKeysService).enrol(viewer, enrolment(key, accountId));
  return key;
}
