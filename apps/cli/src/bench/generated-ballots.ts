import { closeSync, openSync, writeSync } from 'node:fs';
import { randomNumbers } from '../random-numbers.ts';

export const CANDIDATES = 12;
export const SEATS = 5;

/** How many of 1000 voters rank 1, 2, 3 … candidates: as in 40 Scottish wards of 2007 to 2022. */
const LENGTHS = [163, 248, 315, 118, 56, 33, 25, 8, 13, 13, 4, 4];
/** First choices of 1000 voters; three candidates stand for each of four parties. */
const SUPPORT = [171, 88, 41, 146, 79, 35, 118, 72, 49, 96, 61, 44];
const PARTY = 3;
/** Of 100 next choices so many stay in the party while it has candidates left. */
const LOYALTY = 62;
const LINES_AT_ONCE = 20_000;

/**
 * Writes a BLT file with one line for each of so many ballots, in the order cast; the same for the same number, and a longer
 * file begins with the ballots of a shorter one.
 */
export function writeGeneratedBlt(path: string, ballots: number): void {
  const random = randomNumbers(20_260_515);
  const file = openSync(path, 'w');
  try {
    writeSync(file, `${CANDIDATES} ${SEATS}\n`);
    for (let written = 0; written < ballots; written += LINES_AT_ONCE) {
      const lines = Array.from({ length: Math.min(LINES_AT_ONCE, ballots - written) }, () => ballot(random));
      writeSync(file, lines.join(''));
    }
    const names = Array.from({ length: CANDIDATES }, (_, index) => `"Candidate ${index + 1}"\n`);
    writeSync(file, `0\n${names.join('')}"${ballots} generated ballots"\n`);
  } finally {
    closeSync(file);
  }
}

function ballot(random: (below: number) => number): string {
  const length = chosen(LENGTHS, random) + 1;
  const left = [...SUPPORT];
  let line = '1';
  let party = -1;
  for (let rank = 0; rank < length; rank++) {
    const own = left.map((support, index) => (Math.floor(index / PARTY) === party ? support : 0));
    const stays = own.some((support) => support > 0) && random(100) < LOYALTY;
    const choice = chosen(stays ? own : left, random);
    line += ` ${choice + 1}`;
    left[choice] = 0;
    party = Math.floor(choice / PARTY);
  }
  return `${line} 0\n`;
}

/** An index, as likely as its weight. */
function chosen(weights: readonly number[], random: (below: number) => number): number {
  let place = random(weights.reduce((sum, weight) => sum + weight, 0));
  return weights.findIndex((weight) => (place -= weight) < 0);
}
