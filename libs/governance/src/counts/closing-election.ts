import type { Election } from '../elections/election.entity.ts';

/** An election that voting was open in, and hence has a manifest. */
export type ClosingElection = Election & {
  manifest: NonNullable<Election['manifest']>;
  manifestHash: Buffer;
};

/** @throws Error for an election that voting never opened in */
export function closing(election: Election): ClosingElection {
  if (!wasVotedIn(election)) throw new Error(`election ${election.id} was never voted in`);
  return election;
}

function wasVotedIn(election: Election): election is ClosingElection {
  return election.manifest !== null && election.manifestHash !== null;
}
