import { BallotFileError } from './ballot-file-error.ts';

/**
 * A file's text, without a byte order mark.
 *
 * @throws BallotFileError where it is not UTF-8
 */
export function fileText(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new BallotFileError(file, null, 'the text is not UTF-8');
  }
}
