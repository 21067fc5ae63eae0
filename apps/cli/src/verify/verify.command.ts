import { readFileSync } from 'node:fs';
import { RecordFailure, type Verified, verifyRecord } from '@app/record';

export interface VerifyOptions {
  receipt?: string;
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
    const expectedManifest = options.expectManifest?.toLowerCase() ?? null;
    const verified = await verifyRecord(record, { receipt, expectedManifest, tell });
    clearLine();
    console.log(wordsFor(verified, expectedManifest !== null));
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

function wordsFor(verified: Verified, isExpected: boolean): string {
  const { registrars, missingSecrets, own } = verified;
  const issuer =
    registrars.length === 1
      ? `Trusted issuer: ${registrars[0]} alone handed out the ballots.`
      : `Ballots were handed out by ${registrars.join(', ')} together.`;
  return [
    `The record holds: ${verified.title}`,
    `Elected: ${verified.elected.join(', ')}`,
    `${verified.rollSize} on the roll, ${verified.issued} collected a ballot, ${verified.cast} cast one, ${verified.valid} valid.`,
    issuer,
    ...missingSecrets.map((name) => `${name} promised a secret for the lot and did not show it.`),
    ...(isExpected
      ? []
      : [`Manifest ${verified.manifestHash}: compare it with the one in the election's topic.`]),
    ...(own === null
      ? []
      : [
          `Ballot ${own.code} is in the log and ${own.counts ? 'counts' : 'was replaced by a later one'}: ` +
            (own.fault ?? `candidates ${own.ranking.join(', ')}`),
        ]),
  ].join('\n');
}

function tell(done: number, total: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total} ballots checked`);
}

function clearLine(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}
