import type { ElectionPhase, ElectionState } from '@app/contract';

const PHASES: Record<Exclude<ElectionState, 'draft'>, ElectionPhase> = {
  announced: 'announced',
  nominations: 'nominations',
  scrutiny: 'campaign',
  campaign: 'campaign',
  sealed: 'campaign',
  open: 'voting',
  suspended: 'voting',
  closed: 'counting',
  opened: 'counting',
  counted: 'result',
  challenged: 'result',
  certified: 'result',
  cancelled: 'void',
  voided: 'void',
};

/** What an election in this state is about for its readers. */
export function phaseOf(state: keyof typeof PHASES): ElectionPhase {
  return PHASES[state];
}

/** The state of an election that the clock alone moves on, by its phase. */
export function stateByClock(phase: ElectionPhase): keyof typeof PHASES {
  const states = {
    announced: 'announced',
    nominations: 'nominations',
    campaign: 'campaign',
    voting: 'open',
    counting: 'closed',
    result: 'counted',
    void: 'voided',
  } as const;
  return states[phase];
}
