import { canonicalJson } from './canonical-json.ts';
import type { BallotManifest, CastBallot, SignedTreeHead } from './ballots.ts';

/**
 * What is hashed, derived and signed is told apart by these words, so that bytes made for one purpose
 * never pass for another. Part of the record of every election: a change needs a new version number.
 */
export const BALLOT_TAGS = {
  manifest: 'folkmoot/manifest/v2',
  credential: 'folkmoot/credential/v2',
  seal: 'folkmoot/seal/v2',
  ballot: 'folkmoot/ballot/v2',
  roll: 'folkmoot/roll/v2',
  enrol: 'folkmoot/enrol/v1',
  issue: 'folkmoot/issue/v1',
  issuance: 'folkmoot/issuance/v2',
  receipt: 'folkmoot/receipt/v1',
  head: 'folkmoot/head/v1',
  commitment: 'folkmoot/commitment/v1',
  lot: 'folkmoot/lot/v2',
} as const;

/** The text whose hash, SHA-256(tag ‖ 0 ‖ text), is the hash of a manifest. */
export function manifestText(document: BallotManifest['document']): string {
  return canonicalJson(document);
}

/** What the log's key signs as a head of the log. */
export function headText(manifest: string, { batch, size, root }: Omit<SignedTreeHead, 'signature'>): string {
  return canonicalJson({ manifest, batch, size, root });
}

/** The part of a cast ballot that its signature covers, as the one text that is signed and stored. */
export function envelopeText(ballot: CastBallot): string {
  const { signature: _, ...envelope } = ballot;
  return canonicalJson(envelope);
}

/**
 * What is sealed: the ranking, filled up with spaces so that every ballot has the same length.
 *
 * @param ranking candidate numbers, most preferred first
 */
export function choiceText(ranking: readonly number[], padLength: number): string {
  return canonicalJson({ ranking }).padEnd(padLength, ' ');
}

/** Bytes that hold any ranking of so many candidates, in steps of 64. */
export function padLengthFor(candidates: number): number {
  const all = Array.from({ length: candidates }, (_, index) => index + 1);
  return Math.ceil(canonicalJson({ ranking: all }).length / 64) * 64;
}
