import type { ByteLines } from './byte-lines.ts';

/** What the lines before the ballots say. */
export type BltTerms = {
  candidates: number;
  seats: number;
  withdrawn: Set<number>;
  tie: number[] | null;
  nicks: Map<string, number>;
};

/** Reads `[withdrawn …]`, `[tie …]` or `[nick …]`, as droop and stv-rs write them. */
export function readDirective(lines: ByteLines, terms: BltTerms): void {
  const start = lines.pos + 1;
  let end = start;
  while (end < lines.bytes.length && lines.bytes[end] !== 93 && lines.bytes[end] !== 10) end++;
  if (lines.bytes[end] !== 93) lines.fail('the closing "]" is missing');
  const [name, ...words] = lines.text(start, end).trim().split(/\s+/);

  if (name === 'nick') {
    if (words.length !== terms.candidates)
      lines.fail(`[nick] gives ${words.length} names for ${terms.candidates} candidates`);
    for (const [index, nick] of words.entries()) {
      if (/^[0-9]|[=[\]"#]|^-/.test(nick)) lines.fail(`"${nick}" cannot be a short name`);
      if (terms.nicks.has(nick)) lines.fail(`the short name "${nick}" is given twice`);
      terms.nicks.set(nick, index + 1);
    }
  } else if (name === 'tie') {
    terms.tie = words.map((word) => candidate(lines, terms, word));
    if (new Set(terms.tie).size !== terms.tie.length) lines.fail('[tie] names a candidate twice');
  } else if (name === 'withdrawn') {
    for (const word of words) terms.withdrawn.add(candidate(lines, terms, word));
  } else {
    lines.fail(`[${name}] is not known`);
  }
  lines.pos = end + 1;
}

function candidate(lines: ByteLines, terms: BltTerms, word: string): number {
  const number = /^[0-9]{1,5}$/.test(word) ? Number(word) : (terms.nicks.get(word) ?? 0);
  if (number < 1 || number > terms.candidates) lines.fail(`there is no candidate "${word}"`);
  return number;
}
