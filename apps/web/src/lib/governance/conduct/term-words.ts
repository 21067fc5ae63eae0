import { EndTerm, type TermEnd, type TermOrigin } from '@app/contract';
import { m } from '#lib/paraglide/messages.js';

/** What may end a term before its time; the first is for holders themselves. */
export const ENDS = EndTerm.shape.reason.options;

export const END_WORDS: Record<TermEnd, () => string> = {
  expired: m.term_expired,
  resigned: m.term_resigned,
  recalled: m.term_recalled,
  ineligible: m.term_ineligible,
  died: m.term_died,
  annulled: m.term_annulled,
  'moved-up': m.term_moved_up,
};

export const ORIGIN_WORDS: Record<TermOrigin, () => string> = {
  election: m.term_by_election,
  substitute: m.term_by_substitute,
  countback: m.term_by_countback,
  decision: m.term_by_decision,
};
