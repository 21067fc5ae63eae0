import type { Election } from '../ballots/election.ts';
import { BallotFileError } from './ballot-file-error.ts';
import { readBlt } from './read-blt.ts';
import { readCvrCsv } from './read-cvr-csv.ts';
import { readPrefLib } from './read-preflib.ts';

/**
 * Reads a ballot file by the ending of its name: `.blt`, PrefLib's `.soi` `.soc` `.toi` `.toc`, or `.csv` (cast vote records).
 *
 * @throws BallotFileError with file, line and reason; nothing in a file is guessed
 */
export function readBallotFile(bytes: Uint8Array, name: string): Election {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  switch (ending) {
    case 'blt':
      return readBlt(bytes, name);
    case 'soi':
    case 'soc':
    case 'toi':
    case 'toc':
      return readPrefLib(bytes, name, ending);
    case 'csv':
      return readCvrCsv(bytes, name);
    default:
      throw new BallotFileError(name, null, 'the name must end in .blt, .soi, .soc, .toi, .toc or .csv');
  }
}
