import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, count, readBallotFile, writeBlt, writeSoi } from '../index.ts';
import { electionOf, sketches } from '../testing/random-elections.ts';

const read = (text: string, name: string) => readBallotFile(new TextEncoder().encode(text), name);

describe('a written ballot file', () => {
  it('is counted to the same sheet when it is read again', () => {
    fc.assert(
      fc.property(sketches, (sketch) => {
        const election = electionOf(sketch);
        const sheet = canonicalJson(count(election, { method: 'scottish-stv' }));
        expect(canonicalJson(count(read(writeBlt(election), 'a.blt'), { method: 'scottish-stv' }))).toBe(
          sheet,
        );
        const soi = {
          ...read(writeSoi(election), 'a.soi'),
          seats: election.seats,
          lotOrder: election.lotOrder,
        };
        expect(canonicalJson(count(soi, { method: 'scottish-stv' }))).toBe(sheet);
      }),
      { numRuns: 60 },
    );
  });

  it('puts equal ballots together and sorts them, so that it tells nothing of their order', () => {
    const election = read('2 1\n1 2 0\n2 1 0\n1 2 1 0\n3 2 0\n0\n"Ann"\n"Bo"\n"T"\n', 'a.blt');
    expect(writeBlt(election)).toBe('2 1\n2 1 0\n4 2 0\n1 2 1 0\n0\n"Ann"\n"Bo"\n"T"\n');
  });

  it('keeps withdrawals, and never puts a double quote or a line break inside a name', () => {
    const election = {
      ...read('2 1\n-2\n0\n"Ann"\n"Bo"\n"T"\n', 'a.blt'),
      candidates: ['Ann "A"', 'Bo\nEk'],
    };
    expect(writeBlt(election)).toBe(`2 1\n-2\n0\n"Ann 'A'"\n"Bo Ek"\n"T"\n`);
  });
});
