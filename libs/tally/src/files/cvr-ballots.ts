import { BallotBox } from '../ballots/ballot-box.ts';
import type { MarkedBallots, RankedBallots, ScoredBallots } from '../ballots/election.ts';
import { BallotFileError } from './ballot-file-error.ts';
import type { CsvRecord } from './csv-records.ts';
import type { CvrColumns } from './cvr-columns.ts';

/** Rankings by name, and the names in the order in which they first appear. */
export function cvrRankings(
  rows: CsvRecord[],
  { votes }: CvrColumns,
  file: string,
): { candidates: string[]; ballots: RankedBallots } {
  const numbers = new Map<string, number>();
  for (const { fields } of rows) {
    for (const column of votes) {
      const name = fields[column]!;
      if (name !== '' && !numbers.has(name)) numbers.set(name, numbers.size + 1);
    }
  }
  if (numbers.size === 0) throw new BallotFileError(file, null, 'no ballot names a candidate');
  const box = new BallotBox(numbers.size);
  for (const { line, fields } of rows) {
    const ranked = votes.map((column) => fields[column]!);
    const last = ranked.findLastIndex((name) => name !== '');
    for (const [index, name] of ranked.slice(0, last + 1).entries()) {
      if (name === '') throw new BallotFileError(file, line, `rank ${index + 1} is skipped`);
      if (!box.rank(numbers.get(name)!))
        throw new BallotFileError(file, line, `"${name}" is ranked twice on one ballot`);
    }
    box.end(1);
  }
  return { candidates: [...numbers.keys()], ballots: box.ranked() };
}

/** Marks: 1 or x for a mark, 0 or nothing for none. */
export function cvrMarks(rows: CsvRecord[], { votes }: CvrColumns, file: string): MarkedBallots {
  const box = new BallotBox(votes.length);
  for (const { line, fields } of rows) {
    for (const [index, column] of votes.entries()) {
      const mark = fields[column]!;
      if (/^(1|x)$/i.test(mark)) box.rank(index + 1);
      else if (!/^0?$/.test(mark))
        throw new BallotFileError(file, line, `"${mark}" is neither a mark (1) nor none`);
    }
    box.end(1);
  }
  return box.marked();
}

/** Scores from 0 to 5, nothing is 0. */
export function cvrScores(rows: CsvRecord[], { votes }: CvrColumns, file: string): ScoredBallots {
  const scores = new Uint8Array(rows.length * votes.length);
  let at = 0;
  for (const { line, fields } of rows) {
    for (const column of votes) {
      const score = fields[column]!;
      if (!/^[0-5]?$/.test(score))
        throw new BallotFileError(file, line, `"${score}" is not a score from 0 to 5`);
      scores[at++] = Number(score);
    }
  }
  return { kind: 'scored', scores, papers: new Float64Array(rows.length).fill(1) };
}
