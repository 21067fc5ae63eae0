import { BallotReceipt, type CastBallot, Problem } from '@app/contract';

/** A ballot that was refused, with the problem's code. */
export class BallotRefused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
  }
}

/**
 * Sends a ballot with nothing that says who sends it: no cookies, no referrer, no cache. Browsers keep
 * such requests on a connection of their own.
 *
 * @param url the manifest's, or `/ballots` on this site
 * @throws BallotRefused when the server answers with a problem
 * @throws TypeError when there is no answer: the ballot may be stored or not; cast again
 */
export async function postBallot(ballot: CastBallot, url: string): Promise<BallotReceipt> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(ballot),
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
  });
  if (!answer.ok) throw new BallotRefused(Problem.parse(await answer.json()));
  return BallotReceipt.parse(await answer.json());
}
