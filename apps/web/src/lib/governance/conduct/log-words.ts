import { ElectionEvent } from '@app/contract';
import { m } from '#lib/paraglide/messages.js';
import { EVENT_DONE } from './events-done.ts';

const OTHERS: Record<string, () => string> = {
  'election.rerun': m.log_rerun,
  'candidacy.accepted': m.log_candidacy_accepted,
  'candidacy.proposed': m.log_candidacy_proposed,
  'candidacy.declined': m.log_candidacy_declined,
  'candidacy.withdrawn': m.log_candidacy_withdrawn,
  'candidacy.admitted': m.log_candidacy_admitted,
  'candidacy.refused': m.log_candidacy_refused,
  'candidacy.appealed': m.log_candidacy_appealed,
  'candidacy.appeal-upheld': m.log_appeal_upheld,
  'candidacy.appeal-rejected': m.log_appeal_rejected,
  'roll.claim': m.log_roll_claim,
  'roll.objection': m.log_roll_objection,
  'roll.frozen': m.log_roll_frozen,
  'roll.added': m.log_roll_added,
  'roll.removed': m.log_roll_removed,
  'challenge.raised': m.log_challenge_raised,
  'challenge.ruled': m.log_challenge_ruled,
  'term.ended': m.log_term_ended,
};

/** A line of the log in words; what nobody has words for stands as it is written there. */
export function logWords(type: string): string {
  const event = ElectionEvent.safeParse(type.replace('election.', ''));
  if (type.startsWith('election.') && event.success) return EVENT_DONE[event.data]();
  return OTHERS[type]?.() ?? type;
}
