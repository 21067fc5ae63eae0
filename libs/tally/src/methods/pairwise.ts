import type { RankedBallots } from '../ballots/election.ts';

/** A square of numbers by candidate number, row first: `at(a, b)`. */
export class Square {
  private readonly cells: Float64Array;
  private readonly side: number;

  constructor(candidates: number) {
    this.side = candidates + 1;
    this.cells = new Float64Array(this.side * this.side);
  }

  at(row: number, column: number): number {
    return this.cells[row * this.side + column]!;
  }

  set(row: number, column: number, value: number): void {
    this.cells[row * this.side + column] = value;
  }

  add(row: number, column: number, value: number): void {
    this.cells[row * this.side + column]! += value;
  }

  /** Rows of plain numbers, candidate 1 first. */
  rows(): number[][] {
    const rows: number[][] = [];
    for (let row = 1; row < this.side; row++) {
      rows.push(Array.from(this.cells.subarray(row * this.side + 1, (row + 1) * this.side)));
    }
    return rows;
  }
}

/** Whole ballots that rank the row's candidate above the column's; those not ranked are equal and last. */
export function pairwise(ballots: RankedBallots, candidates: number): Square {
  const { rankings, ends, papers, equals } = ballots;
  const ranked = new Float64Array(candidates + 1);
  // Ballots that rank the row's candidate, but not above the column's.
  const notAbove = new Square(candidates);
  let start = 0;
  for (let ballot = 0; ballot < ends.length; ballot++) {
    const end = ends[ballot]!;
    const count = papers[ballot]!;
    for (let at = start; at < end; at++) {
      const candidate = rankings[at]!;
      ranked[candidate]! += count;
      for (let before = start; before < at; before++) notAbove.add(candidate, rankings[before]!, count);
      for (let after = at + 1; equals !== null && after < end && equals[after] === 1; after++) {
        notAbove.add(candidate, rankings[after]!, count);
      }
    }
    start = end;
  }
  const above = new Square(candidates);
  for (let a = 1; a <= candidates; a++) {
    for (let b = 1; b <= candidates; b++) if (a !== b) above.set(a, b, ranked[a]! - notAbove.at(a, b));
  }
  return above;
}
