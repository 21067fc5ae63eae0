/** A ballot file that cannot be read as it stands; nothing is guessed. */
export class BallotFileError extends Error {
  readonly file: string;
  /** From 1; null when no one line is to blame. */
  readonly line: number | null;
  readonly reason: string;

  constructor(file: string, line: number | null, reason: string) {
    super(line === null ? `${file}: ${reason}` : `${file}:${line}: ${reason}`);
    this.name = 'BallotFileError';
    this.file = file;
    this.line = line;
    this.reason = reason;
  }
}
