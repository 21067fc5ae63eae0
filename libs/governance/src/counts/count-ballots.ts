import { createHash, createPrivateKey, type KeyObject } from 'node:crypto';
import { type BallotManifest, CastBallot } from '@app/contract';
import { count, lotOrder, rankedElection, TALLY_VERSION, writeBlt } from '@app/tally';
import { tagged } from '../ballots/ballot-bytes.ts';
import type { Ballot } from '../ballots/ballot.entity.ts';
import { openSealed } from '../ballots/open-ballot.ts';
import type { ElectionCount, LotSecrets } from './election-count.entity.ts';
import { countFaults, latestOfEach, type Paper, readPaper } from './papers.rules.ts';

/** The DER header of an X25519 private key (RFC 8410). */
const X25519_PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex');
/** So many are opened side by side, and then others get their turn. */
const AT_ONCE = 200;

export type Counted = Required<
  Pick<
    ElectionCount,
    | 'lotSeed'
    | 'lotOrder'
    | 'lotSecrets'
    | 'replacedLeaves'
    | 'faults'
    | 'replaced'
    | 'ballotsBlt'
    | 'sheet'
    | 'tallyVersion'
  >
>;

type OpenedBallot = Pick<CastBallot, 'manifest' | 'credentialKey' | 'sequence' | 'sealed'> & { leaf: Buffer };

interface BallotsAtClose {
  manifest: BallotManifest['document'];
  manifestHash: Buffer;
  logRoot: Buffer;
  lotSecrets: LotSecrets;
  /** 32 bytes, the private half of the manifest's sealing key. */
  sealingKey: Buffer;
  /** In the order of their leaves. */
  ballots: readonly OpenedBallot[];
  tell: (step: 'open' | 'count', done: number, total: number) => Promise<void>;
  /** Numbers of candidates who withdrew after they came on the ballot. */
  withdrawn?: number[];
}

/** Opens and counts: the same ballots, key and secrets always give the same result. A ballot with a fault counts as a blank one. */
export async function countBallots(closed: BallotsAtClose): Promise<Counted> {
  const { manifest, ballots } = closed;
  const latest = latestOfEach(ballots);
  const counting = new Set(latest);
  const papers = await openAll(latest, closed);

  const candidates = manifest.candidates.length;
  const lotSeed = seedOf(closed);
  const order = lotOrder(lotSeed, candidates);
  const names = manifest.candidates.map(({ name }) => name);
  const rankings = papers.map(({ ranking }) => ranking);
  const { title, seats } = manifest;
  const election = { ...rankedElection({ title, seats, candidates: names }, rankings), lotOrder: order };
  const isCountable = papers.some(({ fault }) => fault === null);
  await closed.tell('count', 0, latest.length);
  return {
    lotSeed,
    lotOrder: order,
    lotSecrets: closed.lotSecrets,
    replacedLeaves: ballots.flatMap((ballot) => (counting.has(ballot) ? [] : [ballot.leaf])),
    faults: countFaults(papers),
    replaced: ballots.length - latest.length,
    ballotsBlt: writeBlt(election),
    sheet: isCountable
      ? count(election, { method: manifest.method, withdrawn: closed.withdrawn ?? [] })
      : null,
    tallyVersion: TALLY_VERSION,
  };
}

async function openAll(
  ballots: readonly OpenedBallot[],
  { manifest, sealingKey, tell }: BallotsAtClose,
): Promise<Paper[]> {
  const sealing = privateKey(sealingKey);
  const candidates = manifest.candidates.length;
  const papers: Paper[] = [];
  for (let start = 0; start < ballots.length; start += AT_ONCE) {
    await tell('open', start, ballots.length);
    const texts = await Promise.all(
      ballots.slice(start, start + AT_ONCE).map((ballot) => openSealed(ballot, sealing)),
    );
    papers.push(...texts.map((text) => readPaper(text, candidates, manifest.padLength)));
  }
  return papers;
}

/** SHA-256(tag ‖ 0 ‖ manifest hash ‖ root of the log ‖ the secrets that were shown, by name), hexadecimal. */
function seedOf({ manifestHash, logRoot, lotSecrets }: BallotsAtClose): string {
  const shown = lotSecrets.flatMap(({ secret }) => (secret === null ? [] : [Buffer.from(secret, 'hex')]));
  return createHash('sha256')
    .update(Buffer.concat([tagged('lot'), manifestHash, logRoot, ...shown]))
    .digest('hex');
}

/** What counting needs of a stored ballot. */
export function openedBallot({ leaf, envelope }: Pick<Ballot, 'leaf' | 'envelope'>): OpenedBallot {
  const { manifest, credentialKey, sequence, sealed } = CastBallot.omit({ signature: true }).parse(
    JSON.parse(envelope),
  );
  return { leaf, manifest, credentialKey, sequence, sealed };
}

function privateKey(raw: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([X25519_PKCS8, raw]), format: 'der', type: 'pkcs8' });
}
