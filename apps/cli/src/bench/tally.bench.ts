import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Method } from '@app/tally';
import type { BenchVoice, Figure } from './figure.ts';
import { writeGeneratedBlt } from './generated-ballots.ts';
import { measuredRuns } from './measured-run.ts';

const COUNT = '../main.js';
/** From dist/apps/cli/src/bench. */
const PROJECT = resolve(import.meta.dirname, '../../../../..');
const REFERENCE = process.env['FOLKMOOT_REFERENCE'] ?? resolve(PROJECT, '../shared/reference');

/** Methods, and the seconds that a million ballots may take. */
const METHODS: [method: Method, name: string, goal: number][] = [
  ['scottish-stv', 'Scottish STV', 1.5],
  ['meek', 'Meek', 3],
  ['schulze', 'Schulze', 1.5],
];
const LESS = 10_000;
const MORE = 1_000_000;

/** How fast ballots are counted: whole processes from file to sheet, as `folkmoot count` does it. */
export async function benchTally(voice: BenchVoice): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'folkmoot-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  return [...(await wards(voice)), ...(await largeElections(folder, voice))];
}

async function wards(voice: BenchVoice): Promise<Figure[]> {
  const folder = join(REFERENCE, 'scottish/blt');
  if (!existsSync(folder)) {
    voice.missing(`the sample wards, because there is no ${folder}`);
    return [];
  }
  const files = readdirSync(folder).map((file) => join(folder, file));
  voice.progress(`Counting ${files.length} wards five times`);
  const { seconds, peakMegabytes } = await measuredRuns(COUNT, counting('scottish-stv', ...files));
  return [
    { name: `${files.length} wards, Scottish STV`, value: seconds, unit: 's', goal: 1 },
    { name: `${files.length} wards, peak memory`, value: peakMegabytes, unit: 'MB', goal: 500 },
  ];
}

async function largeElections(folder: string, voice: BenchVoice): Promise<Figure[]> {
  voice.progress(`Writing ${MORE.toLocaleString('en')} ballots`);
  const file = (ballots: number) => join(folder, `${ballots}.blt`);
  for (const ballots of [1, LESS, MORE]) writeGeneratedBlt(file(ballots), ballots);

  voice.progress('Reading them five times');
  const reading = await measuredRuns('read-only.js', [file(MORE)]);
  const readingNothing = await measuredRuns('read-only.js', [file(1)]);
  const figures: Figure[] = [
    { name: '1,000,000 ballots, reading alone', value: reading.seconds, unit: 's', goal: null },
  ];
  for (const [method, name, goal] of METHODS) {
    voice.progress(`Counting them five times by ${name}`);
    const more = await measuredRuns(COUNT, counting(method, file(MORE)));
    const less = await measuredRuns(COUNT, counting(method, file(LESS)));
    const nothing = await measuredRuns(COUNT, counting(method, file(1)));
    const share = (100 * (reading.seconds - readingNothing.seconds)) / more.seconds;
    // Without the time that a process takes to start, since that would hide how the rest grows.
    const growth = (more.seconds - nothing.seconds) / Math.max(0.001, less.seconds - nothing.seconds);
    figures.push(
      { name: `1,000,000 ballots, ${name}`, value: more.seconds, unit: 's', goal },
      { name: `1,000,000 ballots, ${name}, peak memory`, value: more.peakMegabytes, unit: 'MB', goal: 500 },
      { name: `1,000,000 ballots, ${name}, share of reading`, value: share, unit: '%', goal: null },
      { name: `10,000 ballots, ${name}`, value: less.seconds, unit: 's', goal: null },
      { name: `1 ballot, ${name}`, value: nothing.seconds, unit: 's', goal: null },
      { name: `growth from 10,000 to 1,000,000, ${name}`, value: growth, unit: 'times', goal: MORE / LESS },
    );
  }
  return figures;
}

function counting(method: Method, ...files: string[]): string[] {
  return ['count', '--method', method, '--format', 'json', ...files];
}
