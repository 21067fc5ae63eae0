import { expect, it } from 'vitest';
import { findBallot, spacedCode } from './find-ballot.ts';

const ballots = [
  { code: 'ABOI23456777ABCDEFGH', fate: 'counted' as const },
  { code: 'ABOJ23456777ABCDEFGH', fate: 'replaced' as const },
];

it('finds a receipt code as people type it', () => {
  expect(findBallot(ballots, ' aboi 2345-6777 abcd efgh ')).toEqual({ kind: 'one', ballot: ballots[0] });
  expect(findBallot(ballots, 'ab0i')).toEqual({ kind: 'one', ballot: ballots[0] });
  expect(findBallot(ballots, 'ABOJ')).toEqual({ kind: 'one', ballot: ballots[1] });
});

it('says when a code is nobody’s, or the beginning of several', () => {
  expect(findBallot(ballots, 'ABO')).toEqual({ kind: 'several', count: 2 });
  expect(findBallot(ballots, 'ABOI23456777ABCDEFGZ')).toEqual({ kind: 'none' });
  expect(findBallot(ballots, ' - ')).toEqual({ kind: 'nothing-typed' });
});

it('groups a code for reading aloud', () => {
  expect(spacedCode('ABOI23456777ABCDEFGH')).toBe('ABOI 2345 6777 ABCD EFGH');
});
