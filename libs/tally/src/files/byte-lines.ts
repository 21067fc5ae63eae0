import { BallotFileError } from './ballot-file-error.ts';

const NEWLINE = 10;
const RETURN = 13;
const SPACE = 32;
const TAB = 9;
const HASH = 35;
const COMMA = 44;
/** Sixteen digits may pass 2⁵³, fifteen cannot. */
const MOST_DIGITS = 15;

/** Walks the bytes of a text file and knows the line it is on; text is decoded only where a name stands. */
export class ByteLines {
  pos: number;
  line = 1;
  readonly bytes: Uint8Array;
  private readonly file: string;

  constructor(bytes: Uint8Array, file: string) {
    this.bytes = bytes;
    this.file = file;
    // A byte order mark is no part of the text.
    this.pos = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  }

  fail(reason: string): never {
    throw new BallotFileError(this.file, this.line, reason);
  }

  get atEnd(): boolean {
    return this.pos >= this.bytes.length;
  }

  /** Whether this byte stands here. */
  at(byte: number): boolean {
    return this.bytes[this.pos] === byte;
  }

  /** Past spaces, tabs and carriage returns; stays on the line. */
  skipBlanks(): void {
    for (;;) {
      const byte = this.bytes[this.pos];
      if (byte !== SPACE && byte !== TAB && byte !== RETURN) return;
      this.pos++;
    }
  }

  /** True at a line's end, a comment or the end of the file. */
  get atLineEnd(): boolean {
    return this.at(NEWLINE) || this.at(HASH) || this.atEnd;
  }

  /** Past blank lines and comments, to the next thing said. */
  skipToContent(): void {
    for (;;) {
      this.skipBlanks();
      if (this.atEnd || !this.atLineEnd) return;
      this.nextLine();
    }
  }

  /** Past the rest of this line, whatever it is. */
  nextLine(): void {
    const end = this.bytes.indexOf(NEWLINE, this.pos);
    this.pos = end === -1 ? this.bytes.length : end + 1;
    if (end !== -1) this.line++;
  }

  /** Ends a line on which nothing but blanks, trailing commas and a comment may follow. */
  endLine(): void {
    this.skipBlanks();
    while (this.at(COMMA)) {
      this.pos++;
      this.skipBlanks();
    }
    if (!this.atLineEnd) this.fail(`unexpected ${this.describeRest()}`);
    this.nextLine();
  }

  get atDigit(): boolean {
    const byte = this.bytes[this.pos] ?? 0;
    return byte >= 48 && byte <= 57;
  }

  /** A whole number; the caller has seen its first digit. */
  number(): number {
    const start = this.pos;
    let value = 0;
    for (;;) {
      const byte = this.bytes[this.pos];
      if (byte === undefined || byte < 48 || byte > 57) break;
      value = value * 10 + (byte - 48);
      this.pos++;
    }
    if (this.pos - start > MOST_DIGITS) this.fail('the number is too large');
    return value;
  }

  /** Text between two positions; fails where it is not UTF-8. */
  text(start: number, end: number): string {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
        this.bytes.subarray(start, end),
      );
    } catch {
      return this.fail('the text is not UTF-8');
    }
  }

  /** The run of non-blank bytes here, without moving. */
  word(): string {
    let end = this.pos;
    while (end < this.bytes.length && (this.bytes[end] as number) > SPACE) end++;
    return this.text(this.pos, end);
  }

  private describeRest(): string {
    return `"${this.word().slice(0, 40)}"`;
  }
}
