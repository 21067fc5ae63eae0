import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { count, countback, type Method, rankedElection } from '../index.ts';
import { electionOf, sketches } from '../testing/random-elections.ts';

describe("a stage's sentence", () => {
  it('names whoever is elected, excluded or has a surplus, in both languages', () => {
    fc.assert(
      fc.property(
        sketches,
        fc.constantFrom<Method>('scottish-stv', 'meek', 'schulze', 'approval'),
        (sketch, method) => {
          const sheet = count(electionOf(sketch), { method });
          for (const { candidate, elected, excluded, sentence } of sheet.stages) {
            const named = [...elected, ...excluded, ...(candidate === null ? [] : [candidate])];
            for (const text of [sentence.en, sentence.sv]) {
              for (const number of named) expect(text).toContain(`C${number}`);
              expect(text).toMatch(/^[A-Z0-9][^\n]*\.$/);
              expect(text).not.toMatch(/undefined|NaN|null|\d{3}\.\d{3}/);
            }
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('tells the numbers of the stage', () => {
    const election = rankedElection({ title: '', seats: 2, candidates: ['Ann', 'Bo', 'Cy', 'Di'] }, [
      ...Array.from({ length: 7 }, () => [1, 2]),
      [2],
      [2],
      [3, 2],
      [3],
      [4, 3],
    ]);
    const { stages } = count(election, { method: 'scottish-stv' });
    expect(stages.map(({ sentence }) => sentence.en)).toEqual([
      '12 valid ballots and 2 seats make the quota 5; Ann has the most first preferences (7); Ann is elected.',
      'Ann has 2 more than the quota, and they move to the next preferences, most to Bo (1.99); nobody new reaches the quota.',
      'Di has the fewest votes (1) and is excluded, and the ballots move to the next preferences, most to Cy (1).',
      'Cy has the fewest votes (3) and is excluded, and the ballots move to the next preferences, most to Bo (1) and 2 to nobody; Bo is elected.',
    ]);
    expect(stages.map(({ sentence }) => sentence.sv)).toEqual([
      '12 giltiga röstsedlar och 2 platser ger kvoten 5; Ann har flest förstahandsröster (7); Ann väljs.',
      'Ann har 2 mer än kvoten, och de går vidare till nästa namn, flest till Bo (1,99); ingen ny når kvoten.',
      'Di har minst antal röster (1) och stryks, och röstsedlarna går vidare till nästa namn, flest till Cy (1).',
      'Cy har minst antal röster (3) och stryks, och röstsedlarna går vidare till nästa namn, flest till Bo (1) och 2 till ingen; Bo väljs.',
    ]);
  });

  it('tells how a tie was resolved', () => {
    const ballots = [[1, 3], [1, 3], [1], [2], [3], [4]];
    const election = rankedElection({ title: '', seats: 1, candidates: ['Ann', 'Bo', 'Cy', 'Di'] }, ballots);
    const { stages } = count(election, { method: 'scottish-stv', lotOrder: [4, 3, 2, 1] });
    expect(stages[1]?.sentence.en).toBe(
      'Bo, Cy and Di are level at 1 and the lot decides: Di has the fewest votes (1) and is excluded, and the ballots move to the next preferences, 1 to nobody.',
    );
  });

  it('tells who keeps a seat and who comes in, at a countback', () => {
    const election = rankedElection({ title: '', seats: 2, candidates: ['Ann', 'Bo', 'Cy'] }, [
      [1, 3],
      [1, 3],
      [2],
      [3],
    ]);
    const { stages } = countback(election, { departed: [1], protected: [2] });
    const text = stages.map(({ sentence }) => sentence.en).join(' ');
    expect(text).toContain('Bo keeps the seat');
    expect(text).toContain('Cy is elected');
    expect(text).not.toContain('Bo is elected');
  });
});
