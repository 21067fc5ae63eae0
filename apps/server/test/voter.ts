import type { BallotCredential, BallotManifest, CollectBallot } from '@app/contract';
import type { BallotPass } from '../../web/src/lib/governance/ballot-pass.ts';
import { postBallot } from '../../web/src/lib/governance/post-ballot.ts';
import { castBallot, collectBallot } from '../../web/src/lib/governance/sealed-ballot.ts';
import type { Browser } from './browser.ts';
import { codeOf } from './election-house.ts';
import { memoryPasses } from './memory-passes.ts';

/** Somebody who votes with the code that the pages use. */
export class Voter {
  readonly passes = memoryPasses();

  constructor(
    readonly browser: Browser,
    private readonly server: string,
  ) {}

  collect(manifest: BallotManifest): Promise<BallotPass> {
    const ask = async (request: CollectBallot): Promise<BallotCredential> => {
      const path = `/api/v1/elections/${manifest.document.electionId}/credentials`;
      const answer = await this.browser.send('POST', path, request);
      if (!answer.ok) throw new Error(await codeOf(answer));
      return (await answer.json()) as BallotCredential;
    };
    return collectBallot(manifest, this.passes, ask);
  }

  /** @returns the receipt code */
  cast(manifest: BallotManifest, ranking: number[]): Promise<string> {
    return castBallot(manifest, this.passes, ranking, (ballot) =>
      postBallot(ballot, `${this.server}/ballots`),
    );
  }
}
