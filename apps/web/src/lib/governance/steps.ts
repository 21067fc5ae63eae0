import type { Election, ElectionPhase } from '@app/contract';

export type StepName = Exclude<ElectionPhase, 'void' | 'announced' | 'campaign'>;

export interface Step {
  name: StepName;
  state: 'done' | 'current' | 'ahead';
  /** When the step ends, or ended; null for those without a date of their own. */
  endsAt: string | null;
}

const NAMES: StepName[] = ['nominations', 'voting', 'counting', 'result'];

/** An election's course. One that ended without a result stops after the step where it ended. */
export function stepsOf(
  election: Pick<Election, 'phase' | 'voidReason' | 'nominationsCloseAt' | 'votingClosesAt'>,
): Step[] {
  const endedAt = election.voidReason === 'no-candidates' ? 'nominations' : 'counting';
  // Before nominations everything is ahead; between them and the voting they are over and nothing else goes on.
  const named = { void: endedAt, announced: null, campaign: 'nominations' } as const;
  const phase = election.phase in named ? named[election.phase as keyof typeof named] : election.phase;
  const at = NAMES.findIndex((name) => name === phase);
  const over = ['campaign', 'void', 'result'].includes(election.phase);
  return NAMES.map((name, index) => ({
    name,
    state: index < at || (index === at && over) ? 'done' : index === at ? 'current' : 'ahead',
    endsAt:
      name === 'nominations'
        ? election.nominationsCloseAt
        : name === 'voting'
          ? election.votingClosesAt
          : null,
  }));
}

/** Whether there was anything to collect yet: ballots have a manifest from the sealing on, members from the opening. */
export function hasBallots({ phase, manifest }: Pick<Election, 'phase' | 'manifest'>): boolean {
  return manifest !== null && !['announced', 'nominations', 'campaign'].includes(phase);
}

/** The next moment at which an election moves on by the clock; null where it does not. */
export function nextDeadline(
  election: Pick<Election, 'phase' | 'nominationsCloseAt' | 'votingClosesAt'>,
): string | null {
  if (election.phase === 'nominations') return election.nominationsCloseAt;
  return election.phase === 'voting' ? election.votingClosesAt : null;
}
