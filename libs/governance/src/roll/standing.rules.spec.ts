import { describe, expect, it } from 'vitest';
import { standingAt, type StandingType } from './standing.rules.ts';

const day = (number: number) => new Date(Date.UTC(2026, 0, number));
const line = (type: StandingType, number: number) => ({ type, at: day(number) });

describe('standing', () => {
  const life = [line('admitted', 1), line('lapsed', 10), line('paid', 20), line('resigned', 30)];

  it.each<[number, StandingType, boolean]>([
    [1, 'admitted', true],
    [9, 'admitted', true],
    [10, 'lapsed', false],
    [19, 'lapsed', false],
    [20, 'paid', true],
    [31, 'resigned', false],
  ])('on day %i follows from the last event until then: %s', (number, type, good) => {
    expect(standingAt(life.toReversed(), day(number))).toMatchObject({ type, good });
  });

  it('is unknown before anything happened', () => {
    expect(standingAt(life, new Date(0))).toBeNull();
  });

  it('is the later written one of two at the same moment', () => {
    expect(standingAt([line('lapsed', 1), line('paid', 1)], day(2))).toMatchObject({ type: 'paid' });
  });
});
