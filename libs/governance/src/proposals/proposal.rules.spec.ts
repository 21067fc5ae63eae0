import type { ProposalTally, Threshold } from '@app/contract';
import { describe, expect, it } from 'vitest';
import {
  closingAfterChange,
  isCarried,
  quorumVotes,
  reminderTime,
  seesResults,
  whyNotOutcome,
} from './proposal.rules.ts';

const HOUR = 3_600_000;
const at = (hours: number): Date => new Date(hours * HOUR);

function votes(agree: number, disagree: number, others: Partial<ProposalTally> = {}): ProposalTally {
  return { agree, disagree, abstain: 0, block: 0, unconfirmed: 0, ...others };
}

const terms = (threshold: Threshold = 'majority', quorum = 0) => ({ rollSize: 20, quorum, threshold });

describe('the votes on a proposal', () => {
  it.each<[Threshold, number, number, boolean]>([
    ['majority', 6, 5, true],
    ['majority', 5, 5, false],
    ['two-thirds', 8, 4, true],
    ['two-thirds', 7, 4, false],
    ['three-quarters', 9, 3, true],
    ['three-quarters', 8, 3, false],
    ['unanimity', 11, 0, true],
    ['unanimity', 11, 1, false],
  ])('carry it by %s with %i for and %i against: %s', (threshold, agree, disagree, carried) => {
    expect(isCarried(terms(threshold), votes(agree, disagree))).toBe(carried);
  });

  it('do not carry it against one block, nor when nobody agrees', () => {
    expect(isCarried(terms(), votes(19, 0, { block: 1 }))).toBe(false);
    expect(isCarried(terms(), votes(0, 0, { abstain: 20 }))).toBe(false);
  });

  it('make a quorum with those who abstain, and without those who have not confirmed', () => {
    expect(quorumVotes({ rollSize: 21, quorum: 50 })).toBe(11);
    const half = terms('majority', 50);
    expect(isCarried(half, votes(3, 2, { abstain: 5 }))).toBe(true);
    expect(isCarried(half, votes(3, 2, { abstain: 4, unconfirmed: 9 }))).toBe(false);
  });
});

describe('the result of a vote', () => {
  const open = { state: 'open', closedAt: null } as const;
  it('is hidden while voting goes on, from everybody or from those who have not voted', () => {
    for (const hasVoted of [true, false]) {
      expect(seesResults({ ...open, results: 'after-close' }, { hasVoted })).toBe(false);
      expect(seesResults({ ...open, results: 'after-vote' }, { hasVoted })).toBe(hasVoted);
    }
  });

  it('is there for all when voting has ended, and never of what was withdrawn before', () => {
    const closed = { state: 'closed', closedAt: at(9), results: 'after-close' } as const;
    expect(seesResults(closed, { hasVoted: false })).toBe(true);
    const withdrawn = { state: 'decided', closedAt: null, results: 'after-vote' } as const;
    expect(seesResults(withdrawn, { hasVoted: true })).toBe(false);
  });
});

describe('the time for voting', () => {
  const week = { openedAt: at(0), closesAt: at(168) };
  it('is made longer by a new wording, so that there is a day to read it', () => {
    expect(closingAfterChange(week, at(160))).toEqual(at(184));
    expect(closingAfterChange(week, at(10))).toEqual(at(168));
    expect(closingAfterChange({ openedAt: at(0), closesAt: at(2) }, at(1))).toEqual(at(3));
  });

  it('has a reminder a day before its end, or when a third of it is left', () => {
    expect(reminderTime(week)).toEqual(at(144));
    expect(reminderTime({ openedAt: at(0), closesAt: at(3) })).toEqual(at(2));
  });
});

describe('the outcome', () => {
  it('says what the numbers say, once voting has ended, and only once', () => {
    expect(whyNotOutcome({ state: 'open' }, 'adopted', true)).toBe('voting-open');
    expect(whyNotOutcome({ state: 'closed' }, 'adopted', true)).toBeNull();
    expect(whyNotOutcome({ state: 'closed' }, 'rejected', true)).toBe('outcome-differs');
    expect(whyNotOutcome({ state: 'closed' }, 'adopted', false)).toBe('outcome-differs');
    expect(whyNotOutcome({ state: 'closed' }, 'rejected', false)).toBeNull();
    expect(whyNotOutcome({ state: 'decided' }, 'withdrawn', false)).toBe('already-decided');
  });

  it('can always be that it is taken back', () => {
    expect(whyNotOutcome({ state: 'open' }, 'withdrawn', false)).toBeNull();
    expect(whyNotOutcome({ state: 'closed' }, 'withdrawn', true)).toBeNull();
  });
});
