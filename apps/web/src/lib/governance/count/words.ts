import type { CountSheet, CountStage } from '@app/contract';
import { m } from '#lib/paraglide/messages.js';
import type { Row } from './count-rows.ts';

const ACTIONS: Record<CountStage['action'], () => string> = {
  first: m.count_action_first,
  surplus: m.count_action_surplus,
  exclude: m.count_action_exclude,
  round: m.count_action_round,
  finish: m.count_action_finish,
  sum: m.count_action_sum,
  runoff: m.count_action_runoff,
  beatpath: m.count_action_beatpath,
};

/** What a stage is about, in a word or two. */
export function actionWord({ action }: CountStage): string {
  return ACTIONS[action]();
}

/** How it ended for a candidate, and when. */
export function outcomeWords(row: Row): string {
  if (row.electedAt !== null) return m.count_elected_at({ stage: row.electedAt });
  if (row.withdrawn) return m.count_withdrawn();
  if (row.excludedAt !== null) return m.count_excluded_at({ stage: row.excludedAt });
  return m.count_not_elected();
}

/** What the totals of a sheet count. */
export function unitWord({ method }: CountSheet): string {
  if (method === 'score' || method === 'star') return m.count_unit_points();
  return method === 'schulze' ? m.count_unit_rivals() : m.count_unit_votes();
}
