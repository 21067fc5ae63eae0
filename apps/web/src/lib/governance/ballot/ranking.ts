/**
 * A ranking with a candidate moved to a rank; those in between make room.
 *
 * @param ranking candidate numbers, most preferred first
 * @param rank from 1; beyond the end is the end, null leaves the candidate out
 */
export function placeAt(ranking: readonly number[], candidate: number, rank: number | null): number[] {
  const others = ranking.filter((each) => each !== candidate);
  return rank === null ? others : others.toSpliced(Math.max(0, rank - 1), 0, candidate);
}
