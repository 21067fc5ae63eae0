import { createHash, createPrivateKey, type KeyObject } from 'node:crypto';
import { type BallotManifest, CastBallot } from '@app/contract';
import { count, lotOrder, rankedElection, TALLY_VERSION, writeBlt } from '@app/tally';
import { tagged } from '../ballots/ballot-bytes.ts';
import type { Ballot } from '../ballots/ballot.entity.ts';
import { openSealed } from '../ballots/open-ballot.ts';
import type { ElectionCount } from './election-count.entity.ts';
import { countFaults, latestOfEach, readPaper } from './papers.rules.ts';

/** The DER header of an X25519 private key (RFC 8410). */
const X25519_PKCS8 = Buffer.from('302e020100300506032b656e04220420', 'hex');

export type Counted = Required<
  Pick<
    ElectionCount,
    'lotSeed' | 'lotOrder' | 'faults' | 'replaced' | 'ballotsBlt' | 'sheet' | 'tallyVersion'
  >
>;

interface BallotsAtClose {
  title: string;
  manifest: BallotManifest['document'];
  manifestHash: Buffer;
  logRoot: Buffer;
  /** 32 bytes, the private half of the manifest's sealing key. */
  sealingKey: Buffer;
  /** In the order of their leaves. */
  ballots: readonly Pick<Ballot, 'envelope' | 'signature'>[];
}

/** Opens and counts: the same ballots and key always give the same result. A ballot with a fault counts as a blank one. */
export function countBallots(closed: BallotsAtClose): Counted {
  const { title, manifest, ballots } = closed;
  const sealing = privateKey(closed.sealingKey);
  const cast = ballots.map(castBallot);
  const latest = latestOfEach(cast);
  const candidates = manifest.candidates.length;
  const papers = latest.map((ballot) =>
    readPaper(openSealed(ballot, sealing), candidates, manifest.padLength),
  );

  const lotSeed = createHash('sha256')
    .update(Buffer.concat([tagged('lot'), closed.manifestHash, closed.logRoot]))
    .digest('hex');
  const order = lotOrder(lotSeed, candidates);
  const names = manifest.candidates.map(({ name }) => name);
  const rankings = papers.map(({ ranking }) => ranking);
  const election = {
    ...rankedElection({ title, seats: manifest.seats, candidates: names }, rankings),
    lotOrder: order,
  };
  const isCountable = papers.some(({ fault }) => fault === null);
  return {
    lotSeed,
    lotOrder: order,
    faults: countFaults(papers),
    replaced: cast.length - latest.length,
    ballotsBlt: writeBlt(election),
    sheet: isCountable ? count(election, { method: manifest.method }) : null,
    tallyVersion: TALLY_VERSION,
  };
}

/** A stored ballot in the form in which it was cast. */
export function castBallot({ envelope, signature }: Pick<Ballot, 'envelope' | 'signature'>): CastBallot {
  return CastBallot.parse({
    ...(JSON.parse(envelope) as object),
    signature: signature.toString('base64'),
  });
}

function privateKey(raw: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([X25519_PKCS8, raw]), format: 'der', type: 'pkcs8' });
}
