import { ElectionPhase } from '@app/contract';
import { describe, expect, it } from 'vitest';
import { type ElectionEvent, type Step, step } from './phase.rules.ts';

const nominationsCloseAt = new Date('2026-03-01T12:00:00Z');
const votingClosesAt = new Date('2026-03-15T12:00:00Z');
const early = new Date('2026-02-20T12:00:00Z');
const between = new Date('2026-03-05T12:00:00Z');
const late = new Date('2026-03-15T12:00:00Z');
const facts = { candidates: 3, validBallots: 7 };

const EVENTS: ElectionEvent[] = [
  'nominate',
  'withdraw',
  'collect',
  'nominations-due',
  'voting-due',
  'counted',
];

/** What each event does in each phase while the phase should last. */
const TABLE: Record<ElectionPhase, { now: Date; cells: string[] }> = {
  announced: {
    now: early,
    cells: ['nominations-closed', 'nominations-closed', 'voting-closed', 'stays', 'stays', 'stays'],
  },
  campaign: {
    now: between,
    cells: ['nominations-closed', 'nominations-closed', 'voting-closed', 'stays', 'stays', 'stays'],
  },
  nominations: { now: early, cells: ['stays', 'stays', 'voting-closed', 'stays', 'stays', 'stays'] },
  voting: {
    now: between,
    cells: ['nominations-closed', 'nominations-closed', 'stays', 'stays', 'stays', 'stays'],
  },
  counting: {
    now: late,
    cells: ['nominations-closed', 'nominations-closed', 'voting-closed', 'stays', 'stays', '→ result'],
  },
  result: {
    now: late,
    cells: ['nominations-closed', 'nominations-closed', 'voting-closed', 'stays', 'stays', 'stays'],
  },
  void: {
    now: late,
    cells: ['nominations-closed', 'nominations-closed', 'voting-closed', 'stays', 'stays', 'stays'],
  },
};

function told(outcome: Step): string {
  if ('refusal' in outcome) return outcome.refusal;
  return 'to' in outcome ? `→ ${outcome.to}${outcome.voidReason ? `: ${outcome.voidReason}` : ''}` : 'stays';
}

describe('the phases of an election', () => {
  for (const phase of ElectionPhase.options) {
    EVENTS.forEach((event, column) => {
      const { now, cells } = TABLE[phase];
      it(`${phase}, ${event}: ${cells[column]}`, () => {
        expect(told(step({ phase, nominationsCloseAt, votingClosesAt }, event, now, facts))).toBe(
          cells[column],
        );
      });
    });
  }

  const timeline = { nominationsCloseAt, votingClosesAt };

  it('opens voting at the very moment that nominations close, and not before', () => {
    const nominations = { phase: 'nominations' as const, ...timeline };
    const justBefore = new Date(nominationsCloseAt.getTime() - 1);
    expect(told(step(nominations, 'nominations-due', justBefore, facts))).toBe('stays');
    expect(told(step(nominations, 'nominations-due', nominationsCloseAt, facts))).toBe('→ voting');
  });

  it('is void when nobody stands', () => {
    const nominations = { phase: 'nominations' as const, ...timeline };
    expect(told(step(nominations, 'nominations-due', between, { candidates: 0, validBallots: 0 }))).toBe(
      '→ void: no-candidates',
    );
  });

  it('is voted on even when there are no more candidates than seats', () => {
    const nominations = { phase: 'nominations' as const, ...timeline };
    expect(told(step(nominations, 'nominations-due', between, { candidates: 1, validBallots: 0 }))).toBe(
      '→ voting',
    );
  });

  it('closes voting at the very moment that was promised, and not before', () => {
    const voting = { phase: 'voting' as const, ...timeline };
    expect(told(step(voting, 'voting-due', new Date(votingClosesAt.getTime() - 1)))).toBe('stays');
    expect(told(step(voting, 'voting-due', votingClosesAt))).toBe('→ counting');
  });

  it('is void when no ballot can be counted', () => {
    const counting = { phase: 'counting' as const, ...timeline };
    expect(told(step(counting, 'counted', late, { candidates: 3, validBallots: 0 }))).toBe(
      '→ void: no-ballots',
    );
  });

  it('refuses what a deadline ends even while the job that changes the phase is late', () => {
    expect(told(step({ phase: 'nominations', ...timeline }, 'nominate', nominationsCloseAt))).toBe(
      'nominations-closed',
    );
    expect(told(step({ phase: 'nominations', ...timeline }, 'withdraw', between))).toBe('nominations-closed');
    expect(told(step({ phase: 'voting', ...timeline }, 'collect', votingClosesAt))).toBe('voting-closed');
  });
});
