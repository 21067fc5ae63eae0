import { BallotCredential, type BallotManifest, type CollectBallot, Problem } from '@app/contract';
import type { KeptReceipt } from '../ballot-pass.ts';
import { browserPasses } from '../browser-passes.ts';
import { signAsMember } from '../member-key.ts';
import { BallotRefused, postBallot } from '../post-ballot.ts';
import { castBallot, collectBallot } from '../sealed-ballot.ts';

export type VotingStep = 'collect' | 'cast';

export interface BallotVoter {
  accountId: string;
  /** Their key as the roll has it, base64. */
  memberKey: string | null;
}

/**
 * Collects the viewer's ballot if that was not done yet, and casts it.
 *
 * @param ranking candidate numbers, most preferred first
 * @param tell is called when a step begins
 * @returns the receipt code
 * @throws BallotRefused, BallotFault, or TypeError where the server cannot be reached; casting again is safe
 */
export async function vote(
  manifest: BallotManifest,
  voter: BallotVoter,
  ranking: readonly number[],
  tell: (step: VotingStep) => void,
): Promise<string> {
  tell('collect');
  await collect(manifest, voter);
  tell('cast');
  const url = manifest.document.castAt ?? '/ballots';
  const passes = await browserPasses(voter.accountId);
  return castBallot(manifest, passes, ranking, (ballot) => postBallot(ballot, url));
}

/**
 * Collects the viewer's ballot if that was not done yet, asking with their key where this browser has it.
 *
 * @throws BallotRefused, BallotFault, or TypeError where the server cannot be reached; collecting again is safe
 */
export async function collect(
  manifest: BallotManifest,
  { accountId, memberKey }: BallotVoter,
): Promise<void> {
  const ask = async (request: CollectBallot) => {
    const answer = await fetch(`/api/v1/elections/${manifest.document.electionId}/credentials`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
    if (!answer.ok) throw new BallotRefused(Problem.parse(await answer.json()));
    return BallotCredential.parse(await answer.json());
  };
  await collectBallot(manifest, await browserPasses(accountId), ask, (digest) =>
    signAsMember(accountId, memberKey, digest),
  );
}

/** What this browser has of the viewer's ballots in one election. */
export interface KeptReceipts {
  manifest: string;
  electionId: string;
  receipts: KeptReceipt[];
  /** Whether the viewer can vote from here. */
  pass: boolean;
}

export async function keptHere(manifest: BallotManifest, accountId: string): Promise<KeptReceipts> {
  const pass = await (await browserPasses(accountId)).read(manifest.hash);
  const { electionId } = manifest.document;
  return {
    manifest: manifest.hash,
    electionId,
    receipts: pass?.receipts ?? [],
    pass: Boolean(pass?.credentials),
  };
}

/** Receipt codes of the ballots that the viewer cast from this browser, the latest last. */
export async function receiptsHere(manifestHash: string, accountId: string): Promise<string[]> {
  const passes = await browserPasses(accountId);
  return ((await passes.read(manifestHash))?.receipts ?? []).map(({ code }) => code);
}
