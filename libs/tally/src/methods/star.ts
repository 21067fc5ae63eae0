import type { Ballots } from '../ballots/election.ts';
import type { Contest } from '../contest.ts';
import type { Tie } from '../sheet/count-sheet.ts';
import type { BareStage, Findings } from '../sheet/findings.ts';
import { extremes } from '../ties/tie-break.ts';
import { Race } from './race.ts';
import { allValid, scoredBallots } from './score.ts';
import { StarBallots } from './star-ballots.ts';
import { breakScoreTie, breakRunoffTie } from './star-ties.ts';
import { notesOf, wholeStage } from './whole-stage.ts';

/**
 * STAR voting, "score then automatic run-off" (starvoting.org; ties by starvoting.org/ties): the two with the highest sums
 * meet, and the one preferred on more ballots wins. Several seats are filled one after the other, each without those elected
 * before (bloc STAR).
 */
export function countStar(contest: Contest, ballots: Ballots): Findings {
  const scored = scoredBallots(ballots, 'STAR');
  const star = new StarBallots(scored, contest);
  const race = new Race(contest);
  const { validBallots, invalidBallots } = allValid(scored);
  const stages: BareStage[] = [];
  const ties: Tie[] = [];

  while (!race.over) {
    const rivals = race.continuing().filter((candidate) => race.mayElect(candidate));
    if (rivals.length === 0) break;
    const totals = star.points
      .map((points, candidate) => (rivals.includes(candidate) ? points : 0n))
      .slice(1);
    const stage = stages.length + 1;
    if (rivals.length === 1) {
      stages.push(wholeStage({ stage, action: 'finish', totals, elected: race.elect(rivals, stage) }));
      break;
    }
    const finalists = finalistsOf(rivals, stage);
    stages.push({ ...wholeStage({ stage, action: 'sum', totals, elected: [] }), finalists });
    stages.push(runoff(finalists, stage + 1));
  }
  return {
    validBallots,
    invalidBallots,
    quota: null,
    elected: race.elected,
    stages,
    ties,
    notes: notesOf(contest, race),
    reopenedSeats: race.reopenedSeats,
  };

  /** The two with the highest sums; whoever is level with the second draws on the tie rules. */
  function finalistsOf(rivals: number[], stage: number): number[] {
    const finalists: number[] = [];
    while (finalists.length < 2) {
      const tied = extremes(
        rivals.filter((each) => !finalists.includes(each)),
        star.points,
        1n,
      );
      if (tied.length <= 2 - finalists.length) {
        finalists.push(...tied);
        continue;
      }
      const { chosen, resolvedBy } = breakScoreTie(tied, 2 - finalists.length, star, contest.lot);
      ties.push(
        ...chosen.map((each) => ({
          stage,
          purpose: 'finalist' as const,
          tied,
          chosen: each,
          resolvedBy,
          lookBackStage: null,
        })),
      );
      finalists.push(...chosen);
    }
    return finalists;
  }

  function runoff(finalists: number[], stage: number): BareStage {
    const [a, b] = finalists as [number, number];
    const forA = star.preferred.at(a, b);
    const forB = star.preferred.at(b, a);
    let winner = forA > forB ? a : b;
    if (forA === forB) {
      const tie = breakRunoffTie(a, b, star, contest.lot);
      winner = tie.chosen;
      ties.push({ stage, purpose: 'runoff', tied: finalists, ...tie, lookBackStage: null });
    }
    const totals = contest.candidates.map((_, index) =>
      index + 1 === a ? forA : index + 1 === b ? forB : 0,
    );
    const elected = race.elect([winner], stage);
    const withoutPreference = validBallots - forA - forB;
    return { ...wholeStage({ stage, action: 'runoff', totals, elected, withoutPreference }), finalists };
  }
}
