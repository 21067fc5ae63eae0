import type { Ballots, Election } from '../ballots/election.ts';
import { CountError } from '../count-error.ts';

/**
 * A BLT file of the ballots, equal ones together and sorted, so that the file does not tell in which order they were cast.
 * A double quote in a name becomes a single one, since BLT cannot hold it.
 *
 * @throws CountError for equal ranks or scores, which BLT cannot say, and where the number of seats is not known
 */
export function writeBlt(election: Election): string {
  if (election.seats === null) throw new CountError('a BLT file needs the number of seats');
  const quoted = (text: string) => `"${oneLine(text).replaceAll('"', "'")}"`;
  return [
    `${election.candidates.length} ${election.seats}`,
    ...election.withdrawn.map((candidate) => `-${candidate}`),
    ...(election.lotOrder ? [`[tie ${election.lotOrder.join(' ')}]`] : []),
    ...sortedBallots(election.ballots).map(({ papers, ranking }) => [papers, ...ranking, 0].join(' ')),
    '0',
    ...[...election.candidates, election.title].map(quoted),
    '',
  ].join('\n');
}

/** A PrefLib file of strict, perhaps incomplete orders, equal ones together and sorted. */
export function writeSoi(election: Election): string {
  const ballots = sortedBallots(election.ballots);
  return [
    `# TITLE: ${oneLine(election.title)}`,
    '# DATA TYPE: soi',
    `# NUMBER ALTERNATIVES: ${election.candidates.length}`,
    `# NUMBER VOTERS: ${ballots.reduce((sum, { papers }) => sum + papers, 0)}`,
    `# NUMBER UNIQUE ORDERS: ${ballots.length}`,
    ...election.candidates.map((name, index) => `# ALTERNATIVE NAME ${index + 1}: ${oneLine(name)}`),
    ...ballots.map(({ papers, ranking }) => `${papers}: ${ranking.join(',')}`),
    '',
  ].join('\n');
}

function sortedBallots(ballots: Ballots): { papers: number; ranking: number[] }[] {
  if (ballots.kind === 'scored') throw new CountError('scores cannot be written as rankings');
  if (ballots.kind === 'ranked' && ballots.equals !== null)
    throw new CountError('equal ranks cannot be written');
  const groups = new Map<string, { papers: number; ranking: number[] }>();
  let start = 0;
  for (const [ballot, end] of ballots.ends.entries()) {
    const ranking = Array.from(ballots.rankings.subarray(start, end));
    const key = ranking.join(' ');
    const group = groups.get(key);
    if (group) group.papers += ballots.papers[ballot]!;
    else groups.set(key, { papers: ballots.papers[ballot]!, ranking });
    start = end;
  }
  return [...groups.values()].sort((a, b) => inOrder(a.ranking, b.ranking));
}

function inOrder(a: number[], b: number[]): number {
  const at = a.findIndex((candidate, index) => candidate !== b[index]);
  return at === -1 ? a.length - b.length : a[at]! - (b[at] ?? 0);
}

function oneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ');
}
