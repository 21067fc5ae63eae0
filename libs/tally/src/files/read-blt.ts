import { BallotBox } from '../ballots/ballot-box.ts';
import { type BltTerms, readDirective } from './blt-directive.ts';
import { ByteLines } from './byte-lines.ts';
import type { Election } from '../ballots/election.ts';

const EQUALS = 61;
const MINUS = 45;
const QUOTE = 34;
const COMMA = 44;
const BRACKET = 91;
const MOST_CANDIDATES = 65_535;
/** A title, and the source and comment that some programs add. */
const MOST_TITLES = 3;

/**
 * Reads a BLT file (I. D. Hill's format, as STV programs share it).
 *
 * Line 1 `candidates seats`; `-N` withdrawn; ballots `papers 3 1 2 0`, one on a line; `0`; quoted names; a quoted title.
 * Also `[withdrawn 2 4]`, `[tie 3 1 2]`, `[nick a b c]`, `#` comments, a byte order mark, CRLF, trailing commas.
 *
 * @throws BallotFileError for anything else: equal ranks (`=`), skipped ranks (`-`), a candidate twice on a ballot
 */
export function readBlt(bytes: Uint8Array, file: string): Election {
  const lines = new ByteLines(bytes, file);
  const terms = readHeader(lines);
  const box = new BallotBox(terms.candidates);
  readBallots(lines, terms, box);
  const names = readQuoted(lines, terms.candidates);
  return {
    title: names[terms.candidates] ?? '',
    seats: terms.seats,
    candidates: names.slice(0, terms.candidates),
    withdrawn: [...terms.withdrawn].sort((a, b) => a - b),
    lotOrder: fullLotOrder(lines, terms),
    ballots: box.ranked(),
  };
}

function readHeader(lines: ByteLines): BltTerms {
  lines.skipToContent();
  if (!lines.atDigit) lines.fail('the first line must be "candidates seats"');
  const candidates = lines.number();
  lines.skipBlanks();
  if (!lines.atDigit) lines.fail('the first line must be "candidates seats"');
  const seats = lines.number();
  if (candidates < 1 || candidates > MOST_CANDIDATES)
    lines.fail(`${candidates} candidates cannot be counted`);
  if (seats < 1) lines.fail('there must be at least 1 seat');
  lines.endLine();
  return { candidates, seats, withdrawn: new Set(), tie: null, nicks: new Map() };
}

function readBallots(lines: ByteLines, terms: BltTerms, box: BallotBox): void {
  for (;;) {
    lines.skipToContent();
    if (lines.atEnd) lines.fail('the line with a single 0 after the ballots is missing');
    if (lines.at(BRACKET)) {
      readDirective(lines, terms);
      lines.endLine();
    } else if (lines.at(MINUS)) {
      readWithdrawn(lines, terms);
    } else if (lines.atDigit) {
      const papers = lines.number();
      if (papers === 0) return lines.endLine();
      readRanking(lines, terms, box);
      if (!box.end(papers)) lines.fail('there are more ballots than can be counted exactly');
    } else {
      lines.fail(`a ballot starts with the number of papers, not "${lines.word().slice(0, 40)}"`);
    }
  }
}

function readRanking(lines: ByteLines, terms: BltTerms, box: BallotBox): void {
  for (;;) {
    const before = lines.pos;
    lines.skipBlanks();
    const candidate = lines.atDigit ? lines.number() : readNick(lines, terms, before);
    if (candidate === 0) return lines.endLine();
    if (candidate > terms.candidates) lines.fail(`there is no candidate ${candidate}`);
    if (!box.rank(candidate)) lines.fail(`candidate ${candidate} is ranked twice on one ballot`);
    if (lines.at(EQUALS)) failOnEquals(lines);
  }
}

/** A candidate by short name; anything else that may stand here is told apart, for a clear refusal. */
function readNick(lines: ByteLines, terms: BltTerms, before: number): number {
  if (lines.atLineEnd) lines.fail('the ballot does not end with 0');
  const word = lines.word();
  if (word.includes('=')) failOnEquals(lines);
  const candidate = terms.nicks.get(word);
  if (candidate !== undefined && lines.pos > before) {
    lines.pos += new TextEncoder().encode(word).length;
    return candidate;
  }
  if (word === '-') lines.fail('a skipped rank ("-") cannot be counted');
  return lines.fail(`"${word.slice(0, 40)}" is not a candidate`);
}

function failOnEquals(lines: ByteLines): never {
  return lines.fail('equal ranks ("=") cannot be counted');
}

function readWithdrawn(lines: ByteLines, terms: BltTerms): void {
  while (lines.at(MINUS)) {
    lines.pos++;
    if (!lines.atDigit) lines.fail('"-" must be followed by the number of a withdrawn candidate');
    const candidate = lines.number();
    if (candidate < 1 || candidate > terms.candidates) lines.fail(`there is no candidate ${candidate}`);
    terms.withdrawn.add(candidate);
    lines.skipBlanks();
  }
  lines.endLine();
}

/** The quoted strings at the end: a name for each candidate, then the title. */
function readQuoted(lines: ByteLines, candidates: number): string[] {
  const strings: string[] = [];
  for (lines.skipToContent(); !lines.atEnd; lines.skipToContent()) {
    if (!lines.at(QUOTE)) lines.fail(`expected a name in quotes, not "${lines.word().slice(0, 40)}"`);
    const start = lines.pos + 1;
    let end = start;
    while (end < lines.bytes.length && lines.bytes[end] !== QUOTE && lines.bytes[end] !== 10) end++;
    if (lines.bytes[end] !== QUOTE) lines.fail('the closing quote is missing');
    strings.push(lines.text(start, end));
    lines.pos = end + 1;
    if (strings.length > candidates + MOST_TITLES)
      lines.fail(`there are more names than ${candidates} candidates`);
    lines.skipBlanks();
    if (lines.at(COMMA)) lines.endLine();
    else if (!lines.at(QUOTE) && !lines.atLineEnd) lines.fail('unexpected text after the closing quote');
  }
  if (strings.length < candidates)
    lines.fail(`there are ${strings.length} names for ${candidates} candidates`);
  return strings;
}

/** The tie order, withdrawn candidates last; it must rank everyone who stands. */
function fullLotOrder(lines: ByteLines, terms: BltTerms): number[] | null {
  if (terms.tie === null) return null;
  const listed = new Set(terms.tie);
  const order = [...terms.tie];
  for (let candidate = 1; candidate <= terms.candidates; candidate++) {
    if (listed.has(candidate)) continue;
    if (!terms.withdrawn.has(candidate)) lines.fail(`[tie] does not name candidate ${candidate}`);
    order.push(candidate);
  }
  return order;
}
