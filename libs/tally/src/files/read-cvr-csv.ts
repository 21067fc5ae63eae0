import type { Election } from '../ballots/election.ts';
import { BallotFileError } from './ballot-file-error.ts';
import { type CsvRecord, csvRecords } from './csv-records.ts';
import { cvrColumns } from './cvr-columns.ts';
import { cvrMarks, cvrRankings, cvrScores } from './cvr-ballots.ts';
import { fileText } from './file-text.ts';

/**
 * Reads cast vote records as CSV: one row for each ballot, with columns `ballot` and `contest` (both optional) and then
 * either `rank1`, `rank2`, … holding names, or `choice:NAME` holding 1 or nothing, or `score:NAME` holding 0 to 5 or nothing.
 *
 * Ranked candidates are numbered in the order in which they first appear, others in column order.
 *
 * @throws BallotFileError for other columns, a skipped rank, a name twice on a ballot, a ballot twice, two contests
 */
export function readCvrCsv(bytes: Uint8Array, file: string): Election {
  const [header, ...rows] = csvRecords(fileText(bytes, file), file);
  if (!header) throw new BallotFileError(file, 1, 'the file is empty');
  const columns = cvrColumns(header, file);
  checkRows(rows, header.fields, file);
  const title = rows.length > 0 && columns.contest >= 0 ? rows[0]!.fields[columns.contest]! : '';
  const terms = { title, seats: null, withdrawn: [], lotOrder: null };
  if (columns.kind === 'rank') return { ...terms, ...cvrRankings(rows, columns, file) };
  const { names: candidates } = columns;
  const ballots = columns.kind === 'choice' ? cvrMarks(rows, columns, file) : cvrScores(rows, columns, file);
  return { ...terms, candidates, ballots };
}

/** Every row is whole, no ballot comes twice, and there is one contest: which one to count is not for a reader to guess. */
function checkRows(rows: CsvRecord[], header: string[], file: string): void {
  const ballotColumn = header.indexOf('ballot');
  const contestColumn = header.indexOf('contest');
  const seen = new Set<string>();
  for (const { line, fields } of rows) {
    if (fields.length !== header.length) {
      throw new BallotFileError(
        file,
        line,
        `the row has ${fields.length} fields, the first line ${header.length}`,
      );
    }
    const ballot = ballotColumn === -1 ? '' : fields[ballotColumn]!;
    if (ballot !== '' && seen.has(ballot))
      throw new BallotFileError(file, line, `ballot "${ballot}" comes twice`);
    seen.add(ballot);
    if (contestColumn !== -1 && fields[contestColumn] !== rows[0]!.fields[contestColumn]) {
      throw new BallotFileError(file, line, `there is a second contest, "${fields[contestColumn]}"`);
    }
  }
}
