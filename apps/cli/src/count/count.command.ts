import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { BallotFileError, count, countback, CountError, type CountSheet, readBallotFile } from '@app/tally';
import { CommanderError } from 'commander';
import { type CountArguments, parseCountArguments } from './count-arguments.ts';
import { htmlPage } from './html-page.ts';
import { jsonLine } from './json-line.ts';
import { textSheet } from './text-sheet.ts';

/**
 * `folkmoot count`: counts ballot files, one after the other in one process.
 *
 * @param argv what follows `count`
 * @returns 0; 1 where a file could not be read or counted (the others still are); 2 for wrong arguments
 */
export async function countCommand(argv: string[]): Promise<number> {
  let args: CountArguments;
  try {
    args = parseCountArguments(argv);
  } catch (error) {
    // Commander has told the reader what is wrong.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
  const counted: { file: string; sheet: CountSheet }[] = [];
  for (const file of args.files) {
    const sheet = countFile(file, args);
    if (sheet === null) continue;
    counted.push({ file, sheet });
    if (args.format === 'json') await print(jsonLine(file, sheet));
    if (args.format === 'text') await print(`${counted.length > 1 ? '\n' : ''}${textSheet(file, sheet)}`);
  }
  if (args.format === 'html' && counted.length > 0) await print(htmlPage(counted));
  return counted.length === args.files.length ? 0 : 1;
}

/** The sheet of one file; null, and a line on stderr, where there is none. */
function countFile(file: string, args: CountArguments): CountSheet | null {
  try {
    const election = readBallotFile(readFileSync(file), file);
    const named = { ...election, title: election.title || basename(file) };
    return args.countback === null
      ? count(named, { ...args.options, method: args.method })
      : countback(named, { ...args.options, ...args.countback });
  } catch (error) {
    const reason = whyNotCounted(error, file);
    if (reason === null) throw error;
    process.stderr.write(`${reason}\n`);
    return null;
  }
}

function whyNotCounted(error: unknown, file: string): string | null {
  if (error instanceof BallotFileError) return error.message;
  if (error instanceof CountError) return `${file}: ${error.message}`;
  if (error instanceof Error && 'code' in error && 'syscall' in error) {
    return `${file}: ${error.code === 'ENOENT' ? 'there is no such file' : `cannot be read (${String(error.code)})`}`;
  }
  return null;
}

/** Waits for a slow reader, so that nothing is lost when the process ends. */
function print(text: string): Promise<void> {
  return new Promise((done) => {
    process.stdout.write(text, () => done());
  });
}
