import type { Verified } from './verify-record.ts';

/**
 * What a record that holds says, line by line.
 *
 * @param isExpected whether the reader knew the manifest's hash from elsewhere
 */
export function sentencesOf(verified: Verified, isExpected: boolean): string[] {
  const { registrars, missingSecrets, own, rollSize, issued, issuedByKey, cast, valid } = verified;
  const issuer =
    registrars.length === 1
      ? `Trusted issuer: ${registrars[0]} alone handed out the ballots.`
      : `Ballots were handed out by ${registrars.join(', ')} together.`;
  const fate = own?.counts ? 'counts' : 'was replaced by a later one';
  return [
    `The record holds: ${verified.title}`,
    `Elected: ${verified.elected.join(', ')}`,
    `${rollSize} on the roll, ${issued} collected a ballot, ${cast} cast one, ${valid} valid.`,
    `${issuedByKey} asked for it with a key of their own, ${issued - issuedByKey} by signing in alone.`,
    issuer,
    ...missingSecrets.map((name) => `${name} promised a secret for the lot and did not show it.`),
    ...(isExpected
      ? []
      : [`Manifest ${verified.manifestHash}: compare it with the one in the election's topic.`]),
    ...(own === null
      ? []
      : [
          `Ballot ${own.code} is in the log and ${fate}: ${own.fault ?? `candidates ${own.ranking.join(', ')}`}`,
        ]),
  ];
}
