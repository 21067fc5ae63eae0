import type { CountMethod, CountSheet } from '@app/contract';
import { m } from '#lib/paraglide/messages.js';
import type { Refusal } from './counting-job.ts';

const METHODS: Record<CountSheet['method'], () => string> = {
  'scottish-stv': m.method_scottish_stv,
  meek: m.tool_method_meek,
  countback: m.tool_method_meek,
  schulze: m.tool_method_schulze,
  plurality: m.tool_method_plurality,
  approval: m.tool_method_approval,
  score: m.tool_method_score,
  star: m.tool_method_star,
};

export function methodWords(method: CountSheet['method']): string {
  return METHODS[method]();
}

/** What a method is, for those who choose one. */
export const METHOD_HINTS: Record<CountMethod, () => string> = {
  'scottish-stv': m.tool_hint_scottish_stv,
  meek: m.tool_hint_meek,
  schulze: m.tool_hint_schulze,
  plurality: m.tool_hint_plurality,
  approval: m.tool_hint_approval,
  score: m.tool_hint_score,
  star: m.tool_hint_star,
};

/** Why a file was not counted, for its reader. */
export function refusalWords(refusal: Refusal): string {
  switch (refusal.why) {
    case 'no-file':
      return m.tool_no_file();
    case 'unreadable':
      return m.tool_unreadable();
    case 'broke-down':
      return m.tool_broke_down();
    case 'bad-file':
      return refusal.line === null
        ? m.tool_bad_file({ reason: refusal.reason })
        : m.tool_bad_line({ line: refusal.line, reason: refusal.reason });
    case 'cannot-count':
      return m.tool_cannot_count({ reason: refusal.reason });
    case 'not-seats':
      return m.tool_not_seats();
    case 'seats-needed':
      return m.tool_seats_needed();
    case 'not-numbers':
      return m.tool_not_numbers();
    case 'no-candidate':
      return m.tool_no_candidate({ candidate: refusal.candidate });
    case 'not-everybody':
      return m.tool_not_everybody({ candidates: refusal.candidates });
  }
}
