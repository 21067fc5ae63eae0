import { BallotFileError } from './ballot-file-error.ts';
import type { Election } from '../ballots/election.ts';
import { readBlt } from './read-blt.ts';

/**
 * Reads a ballot file by the ending of its name: `.blt`.
 *
 * @throws BallotFileError with file, line and reason; nothing in a file is guessed
 */
export function readBallotFile(bytes: Uint8Array, name: string): Election {
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase();
  switch (ending) {
    case 'blt':
      return readBlt(bytes, name);
    default:
      throw new BallotFileError(name, null, 'the name must end in .blt');
  }
}
