import { randomBytes } from 'node:crypto';
import type { CastBallot } from '@app/contract';
import type { StolenRecord } from './stolen-record.ts';

const first = (stolen: StolenRecord) => stolen.ballots[0]!;
const withFirst = (stolen: StolenRecord, change: (ballot: CastBallot) => CastBallot) =>
  stolen.relog([change(first(stolen)), ...stolen.ballots.slice(1)]);
/** Without the ballot of one who cast only one. */
const withoutOne = (ballots: CastBallot[]): CastBallot[] => {
  const isOnly = ({ credentialKey }: CastBallot) =>
    ballots.filter((other) => other.credentialKey === credentialKey).length === 1;
  return ballots.toSpliced(ballots.findIndex(isOnly), 1);
};
const set = (name: string, value: unknown) => (json: Record<string, unknown>) => void (json[name] = value);

/** Each ends with the code of the first check that it does not pass. */
export const CORRUPTIONS: [code: string, what: string, corrupt: (stolen: StolenRecord) => void][] = [
  ['V01', 'a missing file', (stolen) => stolen.drop('keys.json')],
  ['V01', 'a file that does not belong there', (stolen) => stolen.write('more.json', '{}')],
  ['V01', 'a field that nobody knows', (stolen) => stolen.edit('roll.json', set('weight', 2))],
  [
    'V01',
    'a log that breaks off in a line',
    (stolen) => stolen.write('log.jsonl', stolen.text('log.jsonl').slice(0, -9)),
  ],
  ['V01', 'a file in another form', (stolen) => stolen.write('lot.json', ` ${stolen.text('lot.json')}`)],
  [
    'V01',
    'an event that says something else',
    (stolen) =>
      stolen.write(
        'events.json',
        stolen.text('events.json').replace('election.nominations', 'election.cancelled'),
      ),
  ],
  [
    'V02',
    'an edited manifest',
    (stolen) =>
      stolen.edit('manifest.json', (json) => void ((json['document'] as { seats: number }).seats = 3)),
  ],
  [
    'V02',
    'a swapped key of a registrar',
    (stolen) =>
      stolen.edit(
        'manifest.json',
        (json) => void ((json['document'] as { registrars: { key: string }[] }).registrars[0]!.key = 'AAAA'),
      ),
  ],
  [
    'V02',
    'another manifest with a hash of its own',
    (stolen) => stolen.rewriteManifest(set('title', 'Another election')),
  ],
  ['V03', 'an altered root of the roll', (stolen) => stolen.edit('roll.json', set('root', 'a'.repeat(64)))],
  ['V03', 'a roll with one more member', (stolen) => stolen.edit('roll.json', set('size', 9000))],
  [
    'V04',
    'numbers of ballots handed out that do not add up',
    (stolen) => stolen.edit('issuance.json', set('issued', 3)),
  ],
  [
    'V04',
    'more ballots to hand out than the manifest allows',
    (stolen) => stolen.edit('issuance.json', set('units', 1000)),
  ],
  ['V05', 'a dropped ballot', (stolen) => (stolen.lines = stolen.lines.toSpliced(3, 1))],
  ['V05', 'a truncated log', (stolen) => (stolen.lines = stolen.lines.slice(0, 22))],
  [
    'V05',
    'a reordered batch',
    (stolen) => (stolen.lines = [stolen.lines[1]!, stolen.lines[0]!, ...stolen.lines.slice(2)]),
  ],
  ['V05', 'a ballot more', (stolen) => (stolen.lines = [...stolen.lines, stolen.lines[0]!])],
  [
    'V05',
    'a ballot that was changed',
    (stolen) =>
      (stolen.lines = stolen.lines.map((line, index) =>
        index === 2 ? line.replace('"sequence":1', '"sequence":2') : line,
      )),
  ],
  [
    'V05',
    'a head with another root',
    (stolen) => stolen.editHeads((heads) => (heads[0]!.root = 'b'.repeat(64))),
  ],
  ['V05', 'a head that is left out', (stolen) => stolen.editHeads((heads) => void heads.splice(0, 1))],
  [
    'V06',
    'a forged credential, in a log that is signed anew',
    (stolen) =>
      withFirst(stolen, (ballot) => ({
        ...ballot,
        credentials: [{ ...ballot.credentials[0]!, signature: randomBytes(384).toString('base64') }],
      })),
  ],
  [
    'V06',
    "another voter's credential",
    (stolen) => withFirst(stolen, (ballot) => ({ ...ballot, credentials: stolen.ballots[1]!.credentials })),
  ],
  [
    'V06',
    'a credential twice in one ballot',
    (stolen) =>
      withFirst(stolen, (ballot) => ({
        ...ballot,
        credentials: [...ballot.credentials, ...ballot.credentials],
      })),
  ],
  [
    'V06',
    'a ballot of another length',
    (stolen) =>
      stolen.relog([
        ...stolen.ballots,
        stolen.minted([1], (ballot) => ({ ...ballot, sealed: randomBytes(500).toString('base64') })),
      ]),
  ],
  [
    'V06',
    'a ballot that its voter did not sign',
    (stolen) => withFirst(stolen, (ballot) => ({ ...ballot, sequence: 9 })),
  ],
  [
    'V06',
    'a ballot of another election',
    (stolen) => withFirst(stolen, (ballot) => ({ ...ballot, manifest: 'c'.repeat(64) })),
  ],
  [
    'V07',
    'ballots that the server handed to itself',
    (stolen) => stolen.relog([...stolen.ballots, stolen.minted([1]), stolen.minted([1])]),
  ],
  [
    'V07',
    'more ballots handed out than there are members',
    (stolen) =>
      stolen.edit('issuance.json', (json) => {
        json['issued'] = 900;
        json['auth'] = { key: 0, session: 900 };
      }),
  ],
  [
    'V08',
    'a swapped key to the ballots',
    (stolen) => stolen.edit('keys.json', set('sealing', randomBytes(32).toString('base64'))),
  ],
  [
    'V09',
    'changed padding, in which something could be hidden to prove a vote',
    (stolen) => stolen.relog([...withoutOne(stolen.ballots), stolen.padded([1], '\t')]),
  ],
  ['V09', 'a voter fewer', (stolen) => stolen.edit('result.json', set('cast', 3))],
  ['V09', 'invalid ballots that are hidden', (stolen) => stolen.edit('result.json', set('invalid', []))],
  [
    'V10',
    'a lot in another order',
    (stolen) => stolen.edit('lot.json', (json) => void (json['order'] as number[]).reverse()),
  ],
  ['V10', 'a log put together anew after the lot was drawn', (stolen) => stolen.relog(stolen.ballots)],
  [
    'V10',
    'a secret that was not promised',
    (stolen) =>
      stolen.edit(
        'lot.json',
        (json) => void ((json['secrets'] as { secret: string }[])[0]!.secret = 'd'.repeat(64)),
      ),
  ],
  [
    'V10',
    'a secret that is kept back to draw another lot',
    (stolen) =>
      stolen.edit(
        'lot.json',
        (json) => void ((json['secrets'] as { secret: string | null }[])[0]!.secret = null),
      ),
  ],
  [
    'V11',
    'somebody else elected',
    (stolen) => stolen.edit('result.json', (json) => void (json['elected'] as number[]).reverse()),
  ],
  [
    'V11',
    'another count sheet',
    (stolen) =>
      stolen.write('countsheet-1.json', stolen.text('countsheet-1.json').replace('"seats":2', '"seats":3')),
  ],
  [
    'V11',
    'other ballots in the file for counting programs',
    (stolen) =>
      stolen.write(
        'ballots-1.blt',
        stolen.text('ballots-1.blt').replace(/\n(\d+) /, (_, ballots: string) => `\n${Number(ballots) + 1} `),
      ),
  ],
];
