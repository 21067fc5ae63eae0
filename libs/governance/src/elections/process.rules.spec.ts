import { ElectionEvent, ElectionState, type OfficerRole } from '@app/contract';
import { describe, expect, it } from 'vitest';
import { type ProcessActor, type ProcessFacts, processStep } from './process.rules.ts';

const day = (number: number) => new Date(Date.UTC(2026, 2, number, 12));

/** An election in which everything is as it has to be. */
const FINE: ProcessFacts = {
  now: day(20),
  nominationsOpenAt: day(1),
  nominationsCloseAt: day(5),
  votingOpensAt: day(10),
  votingClosesAt: day(15),
  challengeEndsAt: day(18),
  seats: 2,
  rollSize: 40,
  noticed: 40,
  undecided: 0,
  admitted: 2,
  openClaims: 0,
  rollFrozen: true,
  dryRunDone: true,
  acclamation: true,
  quorum: 50,
  cast: 20,
  openChallenges: 0,
  upheldChallenges: 0,
};

const voting = { now: day(12) };
/** Every cell that is not forbidden: who asks, where it leads, and facts other than `FINE`. */
const CELLS: Partial<
  Record<`${ElectionState} ${ElectionEvent}`, [string, ElectionState, Partial<ProcessFacts>?]>
> = {
  'draft announce': ['returning-officer', 'announced'],
  'announced open-nominations': ['clock', 'nominations'],
  'announced cancel': ['two', 'cancelled'],
  'nominations close-nominations': ['clock', 'scrutiny'],
  'nominations cancel': ['two', 'cancelled'],
  'scrutiny publish-slate': ['returning-officer', 'campaign'],
  'scrutiny reopen-nominations': ['two', 'nominations'],
  'scrutiny declare-uncontested': ['two', 'challenged'],
  'scrutiny cancel': ['two', 'cancelled'],
  'campaign seal': ['two', 'sealed', voting],
  'campaign cancel': ['two', 'cancelled'],
  'sealed open-voting': ['clock', 'open', voting],
  'sealed cancel': ['two', 'cancelled'],
  'open suspend': ['two', 'suspended', voting],
  'open close-voting': ['clock', 'closed'],
  'suspended resume': ['two', 'open', voting],
  'suspended close-voting': ['clock', 'closed'],
  'closed open-ballots': ['system', 'opened'],
  'opened count': ['system', 'counted'],
  'opened void': ['system', 'voided'],
  'counted open-challenges': ['system', 'challenged'],
  'counted void': ['system', 'voided'],
  'challenged certify': ['two', 'certified'],
  'challenged void': ['appeals-body', 'voided'],
  'certified install': ['system', 'certified'],
};

const two = { roles: ['returning-officer', 'scrutineer'] as OfficerRole[] };
const ACTORS: Record<string, ProcessActor> = {
  clock: 'clock',
  system: 'system',
  'returning-officer': { roles: ['returning-officer'] },
  scrutineer: { roles: ['scrutineer'] },
  'appeals-body': { roles: ['appeals-body'] },
  nobody: { roles: [] },
  two,
};

function told(
  state: ElectionState,
  event: ElectionEvent,
  { actor, facts }: { actor: ProcessActor; facts?: Partial<ProcessFacts> | undefined },
): string {
  const outcome = processStep(state, event, actor, { ...FINE, ...facts });
  if ('refusal' in outcome) return outcome.refusal;
  return 'awaits' in outcome ? outcome.awaits : `→ ${outcome.cell.to}`;
}

describe('the course of an election that officers conduct', () => {
  for (const state of ElectionState.options) {
    for (const event of ElectionEvent.options) {
      const [who, to, facts] = CELLS[`${state} ${event}`] ?? [null, null];
      it(`${state}, ${event}: ${who ? `by ${who}, → ${to}` : 'forbidden'}`, () => {
        for (const [name, actor] of Object.entries(ACTORS)) {
          const alone = who === 'two' && (name === 'returning-officer' || name === 'scrutineer');
          const isFirst = name === 'two' && who === 'returning-officer';
          const expected =
            who === null
              ? 'not-at-this-stage'
              : name === who || isFirst
                ? `→ ${to}`
                : alone
                  ? 'second-officer'
                  : 'officers-only';
          expect([name, told(state, event, { actor, facts })]).toEqual([name, expected]);
        }
      });
    }
  }

  it.each<[ElectionState, ElectionEvent, Partial<ProcessFacts>, string]>([
    ['announced', 'open-nominations', { noticed: 39 }, 'notice-not-served'],
    ['announced', 'open-nominations', { now: new Date(0) }, 'too-early'],
    ['nominations', 'close-nominations', { now: day(4) }, 'too-early'],
    ['scrutiny', 'publish-slate', { undecided: 1 }, 'candidacies-undecided'],
    ['scrutiny', 'publish-slate', { admitted: 0 }, 'nobody-stands'],
    ['scrutiny', 'declare-uncontested', { admitted: 3 }, 'contested'],
    ['scrutiny', 'declare-uncontested', { acclamation: false }, 'contested'],
    ['campaign', 'seal', { ...voting, openClaims: 1 }, 'claims-undecided'],
    ['campaign', 'seal', { ...voting, rollFrozen: false }, 'claims-undecided'],
    ['campaign', 'seal', { ...voting, dryRunDone: false }, 'dry-run-missing'],
    ['campaign', 'seal', { now: day(15) }, 'too-late'],
    ['sealed', 'open-voting', { now: day(9) }, 'too-early'],
    ['sealed', 'open-voting', { now: day(15) }, 'too-late'],
    ['open', 'close-voting', { now: day(14) }, 'too-early'],
    ['suspended', 'resume', { now: day(15) }, 'too-late'],
    ['counted', 'open-challenges', { cast: 19 }, 'no-quorum'],
    ['challenged', 'certify', { challengeEndsAt: day(21) }, 'challenge-window-open'],
    ['challenged', 'certify', { challengeEndsAt: null }, 'challenge-window-open'],
    ['challenged', 'certify', { openChallenges: 1 }, 'challenges-undecided'],
    ['challenged', 'certify', { upheldChallenges: 1 }, 'challenge-upheld'],
  ])('%s, %s with %o: %s', (state, event, facts, expected) => {
    const [who] = CELLS[`${state} ${event}`] ?? [''];
    expect(told(state, event, { actor: ACTORS[who]!, facts })).toBe(expected);
  });

  it('takes two people from sealing on: one role twice is not two', () => {
    const actor = { roles: ['scrutineer', 'scrutineer'] as OfficerRole[] };
    expect(told('challenged', 'certify', { actor })).toBe('second-officer');
  });
});
