import type { Contest } from '../contest.ts';
import type { Tie } from '../sheet/count-sheet.ts';
import { decimal } from '../sheet/decimal.ts';
import type { BareStage, Findings } from '../sheet/findings.ts';
import type { RankedBallots } from '../ballots/election.ts';
import { type Moved, PaperPiles } from './paper-piles.ts';
import { Race } from './race.ts';
import { byVotes, chooseTied, extremes, type History } from '../ties/tie-break.ts';

const PLACES = 5;
/** One vote, in units of 10⁻⁵ votes: transfer values are cut to five decimals [48(3)]. */
const VOTE = 100_000n;

/**
 * Scottish STV: the Weighted Inclusive Gregory Method of the Scottish Local Government Elections Order 2007
 * (SSI 2007/42, schedule 1, rules 45 to 52; SSI 2011/399 renumbers them). Rule numbers are in brackets at each step.
 *
 * The transfer after an exclusion is made even where the places left will then all be filled, as returning officers do.
 */
export class ScottishStv {
  private readonly race: Race;
  private readonly piles: PaperPiles;
  private readonly history: History = [];
  private readonly stages: BareStage[] = [];
  private readonly ties: Tie[] = [];
  private readonly contest: Contest;
  /** Whose votes above the quota have still to move. */
  private surpluses: number[] = [];
  private votes: bigint[];
  private quota = 0n;
  private nonTransferable = 0n;
  private loss = 0n;

  constructor(contest: Contest, ballots: RankedBallots) {
    this.contest = contest;
    this.race = new Race(contest);
    this.piles = new PaperPiles(ballots, contest.candidates.length);
    this.votes = Array.from({ length: contest.candidates.length + 1 }, () => 0n);
  }

  count(): Findings {
    const { race } = this;
    // First preferences [45].
    const first = this.piles.dealFirstPreferences(race.open, VOTE);
    const invalidBallots = first.papers[0]!;
    const validBallots = first.papers.reduce((sum, papers) => sum + papers, 0) - invalidBallots;
    this.votes = first.votes.with(0, 0n);
    // Quota: the valid papers divided by the seats plus one, fractions disregarded, plus one [46].
    this.quota = (BigInt(validBallots) / BigInt(this.contest.seats + 1) + 1n) * VOTE;
    this.close({ action: 'first', candidate: null, transfers: [], excluded: [] });

    while (!race.over && race.continuing().length > 0) {
      const doomed = race.doomed();
      if (doomed.length > 0) this.exclude(doomed, 'barred');
      else if (this.surpluses.length > 0) this.moveSurplus();
      else this.exclude(race.excludable());
    }
    return {
      validBallots,
      invalidBallots,
      quota: decimal(this.quota, PLACES),
      elected: race.elected,
      stages: this.stages,
      ties: this.ties,
      notes: race.groups.minimumOutOfReach ? ['minimum-out-of-reach'] : [],
      reopenedSeats: race.reopenedSeats,
    };
  }

  /** Moves the largest surplus, chosen afresh each time [49(1), (2)]; the candidate keeps the quota. */
  private moveSurplus(): void {
    const candidate = this.choose(this.surpluses, 'surplus');
    this.surpluses = this.surpluses.filter((other) => other !== candidate);
    const total = this.votes[candidate]!;
    const surplus = total - this.quota;
    // Surplus × value when received ÷ total votes, cut to five decimals [48(3)].
    const moved = this.piles.move(candidate, this.race.open, (value) => (surplus * value) / total);
    this.votes[candidate] = this.quota;
    this.loss += surplus - moved.votes.reduce((sum, votes) => sum + votes);
    this.take(candidate, moved, 'surplus');
  }

  /** Excludes the candidate with the fewest votes [50, 51]; papers move at the value received. */
  private exclude(candidates: number[], barred?: 'barred'): void {
    const candidate = this.choose(candidates, 'exclude');
    this.race.exclude(candidate);
    const moved = this.piles.move(candidate, this.race.open, (value) => value);
    this.votes[candidate] = 0n;
    this.take(candidate, moved, 'exclude', barred);
  }

  private choose(candidates: number[], purpose: 'surplus' | 'exclude'): number {
    const tied = extremes(candidates, this.votes, purpose === 'exclude' ? -1n : 1n).sort((a, b) => a - b);
    if (tied.length === 1) return tied[0]!;
    const tie = chooseTied(tied, purpose, this.history, this.contest.lot);
    this.ties.push(tie);
    return tie.chosen;
  }

  private take(from: number, moved: Moved, action: 'surplus' | 'exclude', barred?: 'barred'): void {
    this.nonTransferable += moved.votes[0]!;
    const transfers = [];
    for (let to = 0; to < moved.papers.length; to++) {
      if (moved.papers[to] === 0) continue;
      if (to > 0) this.votes[to]! += moved.votes[to]!;
      transfers.push({
        from,
        to: to || null,
        papers: moved.papers[to]!,
        votes: decimal(moved.votes[to]!, PLACES),
      });
    }
    const excluded = action === 'exclude' ? [from] : [];
    this.close({ action, candidate: from, transfers, excluded, ...(barred && { barred: true }) });
  }

  /** Ends a stage: who has reached the quota is elected [47], and so are all who continue when places are left for all [52]. */
  private close(stage: Pick<BareStage, 'action' | 'candidate' | 'transfers' | 'excluded' | 'barred'>): void {
    const { race } = this;
    this.history.push(this.votes.slice());
    const mostFirst = byVotes(this.history, this.contest.lot);
    const atQuota = race.continuing().filter((candidate) => this.votes[candidate]! >= this.quota);
    const elected = race.elect(atQuota.sort(mostFirst), this.stages.length + 1);
    this.surpluses.push(...elected.filter((candidate) => this.votes[candidate]! > this.quota));
    const left = race.continuing();
    if (!race.over && left.length <= race.vacancies) {
      elected.push(...race.elect(left.sort(mostFirst), this.stages.length + 1));
    }
    this.stages.push({
      stage: this.stages.length + 1,
      ...stage,
      votes: this.votes.slice(1).map((votes) => decimal(votes, PLACES)),
      quota: decimal(this.quota, PLACES),
      nonTransferable: decimal(this.nonTransferable, PLACES),
      lossByFraction: decimal(this.loss, PLACES),
      elected,
    });
  }
}
