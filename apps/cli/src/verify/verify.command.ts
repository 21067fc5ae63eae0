import { readFileSync } from 'node:fs';
import { RecordFailure, sentencesOf, verifyRecord } from '@app/record';

export interface VerifyOptions {
  receipt?: string;
  roll?: string;
  expectManifest?: string;
}

/**
 * `folkmoot verify`: checks the record of an election, and says what it found.
 *
 * @param path a record as downloaded from the page of the result
 * @returns the exit code: 0 when everything holds, 1 when something does not or a file cannot be read
 */
export async function verifyCommand(path: string, options: VerifyOptions): Promise<number> {
  try {
    const record = readFileSync(path);
    const receipt = options.receipt === undefined ? null : readFileSync(options.receipt, 'utf8');
    const rollList = options.roll === undefined ? null : readFileSync(options.roll, 'utf8');
    const expectedManifest = options.expectManifest?.toLowerCase() ?? null;
    const verified = await verifyRecord(record, { receipt, rollList, expectedManifest, tell });
    clearLine();
    console.log(sentencesOf(verified, expectedManifest !== null).join('\n'));
    return 0;
  } catch (error) {
    clearLine();
    const reason = reasonOf(error);
    if (reason === null) throw error;
    console.error(reason);
    return 1;
  }
}

function reasonOf(error: unknown): string | null {
  if (error instanceof RecordFailure) return error.message;
  if (error instanceof Error && 'code' in error && 'syscall' in error) return error.message;
  return null;
}

function tell(done: number, total: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total} ballots checked`);
}

function clearLine(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}
