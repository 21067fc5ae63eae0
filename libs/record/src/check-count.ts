import { sha256 } from '@noble/hashes/sha2.js';
import { count, lotOrder, rankedElection, TALLY_VERSION, writeBlt } from '@app/tally';
import { bytesToHex, canonical, hexBytes, tagged, taggedHash } from './bytes.ts';
import { check } from './failure.ts';
import type { Paper } from './open-ballots.ts';
import type { RecordFiles } from './read-record.ts';
import { Fault, type Result } from './record-files.ts';

/** Step 9: what result.json says of the ballots is what opening them gave. @throws RecordFailure V09 */
export function checkBallots(
  { 'result.json': result }: RecordFiles,
  { logged, papers }: { logged: number; papers: readonly Paper[] },
): void {
  check(result.cast === papers.length, 'V09', `${papers.length} voters cast a ballot, not ${result.cast}`);
  const replaced = logged - papers.length;
  check(result.replaced === replaced, 'V09', `${replaced} ballots were replaced, not ${result.replaced}`);
  const invalid: Result['invalid'] = Fault.options.flatMap((fault) => {
    const ballots = papers.filter((paper) => paper.fault === fault).length;
    return ballots > 0 ? [{ fault, ballots }] : [];
  });
  check(
    canonical(invalid) === canonical(result.invalid),
    'V09',
    `the invalid ballots are ${canonical(invalid)}`,
  );
}

/**
 * Step 10: the lot comes from the manifest, the log and the secrets that officers promised.
 *
 * @throws RecordFailure V10
 */
export function checkLot(files: RecordFiles): void {
  const { hash, document } = files['manifest.json'];
  const { seed, order, secrets } = files['lot.json'];
  const promised = secrets.map(({ name, commitment }) => ({ name, commitment }));
  check(canonical(promised) === canonical(document.lotCommitments), 'V10', 'other secrets were promised');
  for (const { name, commitment, secret } of secrets) {
    const fits = secret === null || taggedHash('commitment', hexBytes(secret)) === commitment;
    check(fits, 'V10', `the secret of ${name}`);
  }
  const shown = secrets.flatMap(({ secret }) => (secret === null ? [] : [hexBytes(secret)]));
  const root = hexBytes(files['sths.json'].at(-1)!.root);
  const found = bytesToHex(sha256(tagged('lot', hexBytes(hash), root, ...shown)));
  check(found === seed, 'V10', `the seed is ${found}`);
  const drawn = lotOrder(seed, document.candidates.length);
  check(canonical(drawn) === canonical(order), 'V10', `the lot is ${drawn.join(', ')}`);
}

/** Step 11: counting the opened ballots gives the sheet, the result and the ballot file. @throws RecordFailure V11 */
export function checkCount(files: RecordFiles, papers: readonly Paper[]): void {
  const { title, seats, candidates, method } = files['manifest.json'].document;
  const names = candidates.map(({ name }) => name);
  const rankings = papers.map(({ ranking }) => ranking);
  const election = {
    ...rankedElection({ title, seats, candidates: names }, rankings),
    lotOrder: files['lot.json'].order,
  };
  check(writeBlt(election) === files['ballots-1.blt'], 'V11', 'ballots-1.blt has other ballots');
  const result = files['result.json'];
  check(result.tallyVersion === TALLY_VERSION, 'V11', `it was counted with version ${result.tallyVersion}`);
  const sheet = count(election, { method, withdrawn: withdrawnIn(files) });
  check(canonical(sheet) === files['countsheet-1.json'], 'V11', 'countsheet-1.json is another count');
  const elected = sheet.elected.map(({ candidate }) => candidate);
  check(canonical(elected) === canonical(result.elected), 'V11', `the elected are ${elected.join(', ')}`);
  check(sheet.validBallots === result.valid, 'V11', `${sheet.validBallots} ballots are valid`);
}

/** Numbers of candidates who withdrew when they stood on the ballot already; the count passes them over. */
function withdrawnIn({ 'events.json': events }: RecordFiles): number[] {
  const numbers = events.flatMap(({ type, payload }) => {
    return type === 'candidacy.withdrawn' && typeof payload['number'] === 'number' ? [payload['number']] : [];
  });
  return numbers.toSorted((a, b) => a - b);
}
