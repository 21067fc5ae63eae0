import { BallotFileError } from './ballot-file-error.ts';
import type { CsvRecord } from './csv-records.ts';

/** Which columns say what: for ranks in rank order, for the others one for each of `names`. */
export type CvrColumns = {
  kind: 'rank' | 'choice' | 'score';
  votes: number[];
  names: string[];
  contest: number;
};

/** @throws BallotFileError unless the first line names known columns of one kind, each once */
export function cvrColumns({ line, fields }: CsvRecord, file: string): CvrColumns {
  const fail = (reason: string): never => {
    throw new BallotFileError(file, line, reason);
  };
  if (new Set(fields).size !== fields.length) fail('two columns have the same name');
  const kinds = new Set<CvrColumns['kind']>();
  const votes: number[] = [];
  const names: string[] = [];
  for (const [index, field] of fields.entries()) {
    const named = /^(choice|score):(.+)$/.exec(field);
    const rank = /^rank([1-9]\d{0,4})$/.exec(field);
    if (named) {
      kinds.add(named[1] as 'choice' | 'score');
      votes.push(index);
      names.push(named[2]!);
    } else if (rank) {
      kinds.add('rank');
      votes[Number(rank[1]) - 1] = index;
    } else if (field !== 'ballot' && field !== 'contest') {
      fail(`the column "${field}" is not known`);
    }
  }
  const [kind] = kinds;
  if (kind === undefined) return fail('there is no column rank1, choice:NAME or score:NAME');
  if (kinds.size > 1) fail('columns of different kinds of vote are mixed');
  if (votes.includes(undefined as never) || Object.keys(votes).length !== votes.length)
    fail('a rank column is missing');
  return { kind, votes, names, contest: fields.indexOf('contest') };
}
