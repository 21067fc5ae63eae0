import type { AccountRef, ElectionMove, OfficerRole } from '@app/contract';
import { describe, expect, it } from 'vitest';
import { nextStepOf, type Situation } from './next-step.rules.ts';

const LATER = new Date('2026-06-02T00:00:00Z');
const facts: Situation['facts'] = {
  now: new Date('2026-06-01T00:00:00Z'),
  nominationsOpenAt: LATER,
  nominationsCloseAt: LATER,
  votingOpensAt: LATER,
  votingClosesAt: LATER,
  challengeEndsAt: LATER,
  seats: 2,
  rollSize: 10,
  noticed: 10,
  undecided: 0,
  admitted: 3,
  openClaims: 0,
  rollFrozen: true,
  dryRunDone: true,
  acclamation: true,
  quorum: 0,
  cast: 5,
  openChallenges: 0,
  upheldChallenges: 0,
};
const rosa: AccountRef = { id: '1', handle: 'rosa', domain: null, name: 'Rosa', avatarUrl: null } as never;

function step(
  state: Situation['state'],
  role: OfficerRole | null,
  change: Partial<Omit<Situation, 'facts'>> & { facts?: Partial<Situation['facts']> } = {},
) {
  return nextStepOf({
    state,
    role,
    viewerId: role === 'returning-officer' ? '1' : '2',
    onRoll: true,
    mayNominate: role === null,
    moves: [],
    nominations: [],
    ...change,
    facts: { ...facts, ...change.facts },
  });
}

describe('the next step of an election that officers conduct', () => {
  it('is to wait for who asked, to confirm for the other officer, and neither for the appeals body', () => {
    const asked = (mine: boolean): ElectionMove[] => [
      {
        event: 'seal',
        who: 'two-officers',
        needsReason: false,
        refusal: null,
        asked: [rosa],
        until: null,
        mine,
      },
    ];
    const waits = step('campaign', 'returning-officer', { moves: asked(false) });
    expect(waits).toMatchObject({ kind: 'await-second', event: 'seal', yours: false });
    expect(step('campaign', 'scrutineer', { moves: asked(true) })).toMatchObject({
      kind: 'confirm',
      event: 'seal',
      yours: true,
    });
    const appeals = step('campaign', 'appeals-body', { moves: asked(false) });
    expect(appeals).toMatchObject({ kind: 'seal', yours: false });
  });

  it.each([
    ['scrutiny', 'returning-officer', { undecided: 1 }, 'decide-candidacies', true],
    ['scrutiny', 'scrutineer', { undecided: 1 }, 'decide-candidacies', false],
    ['scrutiny', 'returning-officer', { admitted: 0 }, 'find-candidates', true],
    ['scrutiny', 'scrutineer', { admitted: 2 }, 'declare-uncontested', true],
    ['scrutiny', 'returning-officer', {}, 'publish-slate', true],
    ['campaign', 'scrutineer', { rollFrozen: false }, 'await-record-date', false],
    ['campaign', 'scrutineer', { openClaims: 1 }, 'rule-claims', true],
    ['campaign', 'returning-officer', { dryRunDone: false }, 'dry-run', true],
    ['open', null, {}, 'vote', true],
    ['open', 'scrutineer', {}, 'await-close', false],
    ['challenged', 'appeals-body', { openChallenges: 1 }, 'rule-challenges', true],
    ['challenged', 'returning-officer', { openChallenges: 1 }, 'rule-challenges', false],
    ['challenged', 'appeals-body', { upheldChallenges: 1 }, 'void', true],
    ['challenged', 'scrutineer', {}, 'await-window', false],
    ['challenged', 'scrutineer', { challengeEndsAt: new Date(0) }, 'certify', true],
    ['certified', 'returning-officer', {}, 'finished', false],
  ] as const)('in %s for %s with %j is %s', (...row) => {
    const [state, role, change, kind, yours] = row;
    expect(step(state, role, { facts: change })).toMatchObject({ kind, yours });
  });
});
