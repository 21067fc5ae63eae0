import { checkEvents } from './check-events.ts';
import { checkBallots, checkCount, checkLot } from './check-count.ts';
import { checkLog } from './check-log.ts';
import { checkRollList } from './check-roll-list.ts';
import { checkReceipt, type OwnBallot } from './check-receipt.ts';
import { check } from './failure.ts';
import { checkIssuance, checkManifest, checkRoll, checkSealingKey } from './manifest-checks.ts';
import { countedBallots, openBallots } from './open-ballots.ts';
import { readRecord } from './read-record.ts';

export interface VerifyOptions {
  /** The manifest's hash as the reader knows it from elsewhere, hexadecimal. */
  expectedManifest?: string | null;
  /** The text of the roll's list, which officers have. */
  rollList?: string | null;
  /** The text of a receipt file. */
  receipt?: string | null;
  /** Is told how many ballots of the log were looked at. */
  tell?: (done: number, total: number) => void;
}

/** What a record that holds says. */
export interface Verified {
  title: string;
  manifestHash: string;
  rollSize: number;
  issued: number;
  /** Of them, those who asked with their key for votes. */
  issuedByKey: number;
  cast: number;
  replaced: number;
  valid: number;
  elected: string[];
  /** Names of all who hand out ballots; with one alone it is a trusted issuer. */
  registrars: string[];
  /** Officers who promised a secret for the lot and did not show it. */
  missingSecrets: string[];
  own: OwnBallot | null;
}

/**
 * Checks the record of an election from the first byte to the last, in the twelve steps of docs/record.md.
 *
 * @param archive the record's ZIP archive
 * @throws RecordFailure with the code of the first step that fails and the item it failed on
 */
export async function verifyRecord(archive: Uint8Array, options: VerifyOptions = {}): Promise<Verified> {
  const files = readRecord(archive);
  checkEvents(files);
  const keys = await checkManifest(files, options.expectedManifest ?? null);
  checkRoll(files);
  checkIssuance(files);
  if (options.rollList) await checkRollList(options.rollList, files);
  const logged = await checkLog(files, keys, options.tell ?? (() => undefined));
  const counted = countedBallots(logged);
  const { issued, units } = files['issuance.json'];
  check(counted.length <= issued, 'V07', `${counted.length} were cast, ${issued} handed out`);
  check(issued <= units, 'V07', `${issued} were handed out, there are ${units}`);
  checkSealingKey(files);
  const papers = await openBallots(counted, files);
  checkBallots(files, { logged: logged.length, papers });
  checkLot(files);
  checkCount(files, papers);
  const receipt = options.receipt ?? null;
  const own = receipt === null ? null : await checkReceipt(receipt, files, { keys, logged, counted });
  return { ...told(files), issued, own };
}

function told(files: ReturnType<typeof readRecord>): Omit<Verified, 'own' | 'issued'> {
  const { hash, document } = files['manifest.json'];
  const { elected, cast, replaced, valid } = files['result.json'];
  const { secrets } = files['lot.json'];
  return {
    title: document.title,
    manifestHash: hash,
    rollSize: document.rollSize,
    cast,
    replaced,
    valid,
    elected: elected.map((number) => document.candidates[number - 1]?.name ?? String(number)),
    registrars: document.registrars.map(({ name }) => name),
    issuedByKey: files['issuance.json'].auth.key,
    missingSecrets: secrets.flatMap(({ name, secret }) => (secret === null ? [name] : [])),
  };
}
