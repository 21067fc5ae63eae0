import { BallotBox } from '../ballots/ballot-box.ts';
import type { Election } from '../ballots/election.ts';
import { BallotFileError } from './ballot-file-error.ts';
import { fileText } from './file-text.ts';

export type PrefLibKind = 'soi' | 'soc' | 'toi' | 'toc';

/**
 * Reads a PrefLib file (preflib.github.io/PrefLib-Jekyll/format): `# ALTERNATIVE NAME 1: …` and lines `papers: 1,2,{3,4}`.
 * Strict orders (`.soi`, `.soc`) have no equal ranks; complete orders (`.soc`, `.toc`) rank everybody.
 *
 * @throws BallotFileError where the file is not what its ending says, or names nobody's number, or a candidate twice
 */
export function readPrefLib(bytes: Uint8Array, file: string, kind: PrefLibKind): Election {
  const lines = fileText(bytes, file).split(/\r?\n/);
  const { title, candidates } = readMetadata(lines, file);
  const box = new BallotBox(candidates.length);
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const fail = (reason: string): never => {
      throw new BallotFileError(file, index + 1, reason);
    };
    const [, papers, order] =
      /^\s*(\d{1,15})\s*:(.*)$/.exec(line) ?? fail('a ballot line is "papers: 1,2,3"');
    if (Number(papers) === 0) fail('there must be at least 1 paper');
    const ranked = readOrder(order!, box, { kind, candidates: candidates.length, fail });
    if (kind.endsWith('c') && ranked !== candidates.length)
      fail(`a .${kind} file ranks every candidate on every ballot`);
    if (!box.end(Number(papers))) fail('there are more ballots than can be counted exactly');
  }
  return { title, seats: null, candidates, withdrawn: [], lotOrder: null, ballots: box.ranked() };
}

type Terms = { kind: PrefLibKind; candidates: number; fail: (reason: string) => never };

/** Puts one order into the box; returns how many it ranks. */
function readOrder(order: string, box: BallotBox, { kind, candidates, fail }: Terms): number {
  if (order.trim() === '') return 0;
  if (!/^\s*(\d+|\{\s*\d+(\s*,\s*\d+)*\s*\})(\s*,\s*(\d+|\{\s*\d+(\s*,\s*\d+)*\s*\}))*\s*$/.test(order)) {
    fail(`"${order.trim().slice(0, 40)}" is not an order`);
  }
  let ranked = 0;
  for (const rank of order.match(/\d+|\{[^}]*\}/g) ?? []) {
    const tied = rank.match(/\d+/g) ?? [];
    if (tied.length > 1 && kind.startsWith('s')) fail(`a .${kind} file has no equal ranks`);
    for (const [index, digits] of tied.entries()) {
      const candidate = Number(digits);
      if (candidate < 1 || candidate > candidates) fail(`there is no candidate ${digits}`);
      const fresh = index === 0 ? box.rank(candidate) : box.rankEqual(candidate);
      if (!fresh) fail(`candidate ${candidate} is ranked twice on one ballot`);
      ranked++;
    }
  }
  return ranked;
}

function readMetadata(lines: string[], file: string): { title: string; candidates: string[] } {
  const candidates: string[] = [];
  let title = '';
  let announced: number | null = null;
  for (const [index, line] of lines.entries()) {
    const name = /^#\s*ALTERNATIVE NAME (\d{1,5}):\s?(.*)$/.exec(line);
    if (name) {
      if (Number(name[1]) !== candidates.length + 1) {
        throw new BallotFileError(
          file,
          index + 1,
          `alternative ${candidates.length + 1} should be named here`,
        );
      }
      candidates.push(name[2]!.trim());
    }
    title = /^#\s*TITLE:\s*(.*)$/.exec(line)?.[1]?.trim() ?? title;
    const number = /^#\s*NUMBER ALTERNATIVES:\s*(\d+)\s*$/.exec(line)?.[1];
    if (number !== undefined) announced = Number(number);
  }
  if (candidates.length === 0)
    throw new BallotFileError(file, null, 'there is no line "# ALTERNATIVE NAME 1: …"');
  if (announced !== null && announced !== candidates.length) {
    throw new BallotFileError(
      file,
      null,
      `${announced} alternatives are announced, ${candidates.length} are named`,
    );
  }
  return { title, candidates };
}
