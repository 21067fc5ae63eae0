import { m } from '#lib/paraglide/messages.js';
import { BallotRefused } from '../post-ballot.ts';
import { BallotFault } from '../sealed-ballot.ts';

const FAULTS: Record<BallotFault['fault'], () => string> = {
  'manifest-changed': m.fault_manifest_changed,
  'credential-invalid': m.fault_credential_invalid,
  'receipt-wrong': m.fault_receipt_wrong,
  'nothing-collected': m.fault_nothing_collected,
};

const REFUSALS: Record<string, () => string> = {
  'voting-closed': m.problem_voting_closed,
  'voting-suspended': m.ballot_suspended_text,
  'registrar-unavailable': m.problem_registrar_unavailable,
  'wrong-key': m.problem_wrong_key,
  'not-on-roll': m.problem_not_on_roll,
  'ballot-collected': m.problem_ballot_collected,
  'invalid-ballot': m.problem_invalid_ballot,
  'invalid-credential': m.problem_invalid_credential,
  'outdated-ballot': m.problem_outdated_ballot,
  'sign-in-required': m.problem_sign_in_required,
  'too-many-requests': m.problem_too_many_requests,
  'database-unavailable': m.problem_database_unavailable,
};

/** Why a ballot could not be cast, for the voter. */
export function refusalWords(cause: unknown): string {
  if (cause instanceof BallotRefused) return REFUSALS[cause.problem.code]?.() ?? cause.problem.title;
  if (cause instanceof BallotFault) return FAULTS[cause.fault]();
  if (globalThis.isSecureContext === false) return m.ballot_insecure();
  return cause instanceof TypeError ? m.ballot_offline() : m.ballot_no_storage();
}
