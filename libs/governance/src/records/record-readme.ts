import type { BallotManifest } from '@app/contract';

/** What somebody who opens a record reads first. */
export function recordReadme(
  { title, topicUrl, software }: BallotManifest['document'],
  hash: string,
): string {
  return `The record of an election

${title}
${topicUrl}
Made by ${software}. Hash of the manifest: ${hash}
The same hash was posted in the election's topic when voting opened. Compare them.

Check everything with the verifier, which shares no code with the server but the counting:
  npm run -s folkmoot -- verify RECORD.zip --expect-manifest ${hash}
or open the verifier's page in a browser and give it this file; nothing leaves your computer.

manifest.json     who stands, until when, on which roll, under which keys
roll.json         size and Merkle root of the electoral roll
issuance.json     how many ballots were handed out
log.jsonl         every ballot that was cast, sealed, in the order of the log
sths.json         the log's signed heads, batch by batch
keys.json         the key that opens the ballots, published after the close
lot.json          the lot that settles ties, and what it was drawn from
ballots-1.blt     the opened ballots, equal ones together, for any counting program
countsheet-1.json the count, stage by stage
result.json       who is elected
events.json       what happened to the election

A receipt names one ballot of the log. Whoever has it can read that ballot here: do not hand yours to anybody.
`;
}
