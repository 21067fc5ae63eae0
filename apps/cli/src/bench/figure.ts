/**
 * What was measured; `goal` is the greatest value that holds, or the least where more is better, and null
 * where the figure is only told.
 */
export type Figure = {
  name: string;
  value: number;
  unit: string;
  goal: number | null;
  moreIsBetter?: true;
};

/** How a bench speaks while it works. */
export type BenchVoice = {
  progress(doing: string): void;
  /** Says what could not be measured, and why. */
  missing(what: string): void;
};

export type BenchOptions = {
  /** Measure the bare server too, where there is such a limit. */
  limit: boolean;
  /** The address of a page of another site to measure in turn. */
  against: string | undefined;
};

export type Bench = (voice: BenchVoice, options: BenchOptions) => Promise<Figure[]>;

/** The middle one of an odd number of values. */
export function median(values: readonly number[]): number {
  const middle = values.toSorted((a, b) => a - b)[values.length >> 1];
  if (middle === undefined) throw new RangeError('There is no median of nothing');
  return middle;
}

function holds({ value, goal, moreIsBetter }: Figure): boolean {
  if (goal === null) return true;
  return moreIsBetter ? value >= goal : value <= goal;
}

/** One line for a program. */
export function jsonLine(bench: string, figure: Figure): string {
  const { name, unit, goal } = figure;
  return JSON.stringify({ bench, name, value: rounded(figure.value), unit, goal, holds: holds(figure) });
}

/** All figures for a reader. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.name,
    String(rounded(figure.value)),
    figure.unit,
    figure.goal === null ? '' : `at ${figure.moreIsBetter ? 'least' : 'most'} ${figure.goal}`,
    figure.goal === null ? '' : holds(figure) ? 'holds' : 'DOES NOT HOLD',
  ]);
  const all = [['figure', 'value', 'unit', 'goal', ''], ...rows];
  const width = (column: number) => Math.max(...all.map((row) => (row[column] ?? '').length));
  return all
    .map((row) => row.map((cell, at) => (at === 1 ? cell.padStart(width(at)) : cell.padEnd(width(at)))))
    .map((row) => row.join('  ').trimEnd())
    .join('\n');
}

/** Three digits that say something are enough for a time, and none is lost of a large number. */
function rounded(value: number): number {
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
