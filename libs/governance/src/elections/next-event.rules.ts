import type { ElectionEvent, ElectionState } from '@app/contract';

const NEXT: Record<ElectionState, ElectionEvent | null> = {
  draft: 'announce',
  announced: 'open-nominations',
  nominations: 'close-nominations',
  scrutiny: 'publish-slate',
  campaign: 'seal',
  sealed: 'open-voting',
  open: 'close-voting',
  suspended: 'resume',
  closed: 'open-ballots',
  opened: 'count',
  counted: 'open-challenges',
  challenged: 'certify',
  certified: null,
  cancelled: null,
  voided: null,
};

/** The one event that an election in this state is on its way to; null at its end. */
export function nextEvent(state: ElectionState): ElectionEvent | null {
  return NEXT[state];
}
