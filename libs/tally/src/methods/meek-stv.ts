import type { RankedBallots } from '../ballots/election.ts';
import type { Contest } from '../contest.ts';
import type { Tie } from '../sheet/count-sheet.ts';
import { decimal } from '../sheet/decimal.ts';
import type { BareStage, Findings } from '../sheet/findings.ts';
import { firstByLot } from '../ties/tie-break.ts';
import { ceilDivide, MEEK_PLACES, MEEK_VOTE, MeekTree } from './meek-tree.ts';
import { Race } from './race.ts';

/** A round is decided once less than a millionth of a vote is surplus [B.2.e]. */
const OMEGA = MEEK_VOTE / 1_000_000n;

/**
 * Meek STV by the PR Foundation's reference rule (prfound.org/resources/reference/reference-meek-rule; after I. D. Hill,
 * B. A. Wichmann and D. R. Woodall, "Single Transferable Vote by Meek's Method", The Computer Journal 30(3), 1987). Step
 * letters are in brackets.
 *
 * With protected members it is D. Cary's extension of that rule for vacancies
 * (davidcary.github.io/Meeks-PRF-web/vacancy): they cannot be defeated and have a quota of their own, and the others
 * compete for the places left.
 */
export class MeekStv {
  private readonly race: Race;
  private readonly tree: MeekTree;
  private readonly keep: bigint[];
  private readonly stages: BareStage[] = [];
  private readonly ties: Tie[] = [];
  private readonly contest: Contest;
  private readonly protectedMembers: number[];
  private readonly ballotsCast: number;
  private votes: bigint[] = [];
  private quota = 0n;
  private protectedQuota = 0n;
  private iterations = 0;

  constructor(contest: Contest, ballots: RankedBallots, protectedMembers: number[] = []) {
    this.contest = contest;
    this.protectedMembers = protectedMembers;
    this.race = new Race(contest, protectedMembers);
    this.tree = new MeekTree(ballots, this.race.open);
    this.ballotsCast = ballots.papers.reduce((sum, papers) => sum + papers, 0);
    this.keep = Array.from(this.race.open, (open) => (open ? MEEK_VOTE : 0n));
  }

  count(): Findings {
    const { race } = this;
    while (!race.over && this.rivals().length > race.vacancies) this.round();
    this.finish();
    const validBallots = this.tree.papers;
    return {
      validBallots,
      invalidBallots: this.ballotsCast - validBallots,
      quota: decimal(this.quota, MEEK_PLACES),
      elected: race.elected,
      stages: this.stages,
      ties: this.ties,
      notes: race.groups.minimumOutOfReach ? ['minimum-out-of-reach'] : [],
      reopenedSeats: race.reopenedSeats,
    };
  }

  /** One round: iterates until somebody is elected, or nobody can be and the lowest is defeated [B]. */
  private round(): void {
    this.iterations = 0;
    let before: bigint | null = null;
    for (;;) {
      this.distribute();
      const doomed = this.race.doomed();
      if (doomed.length > 0) return this.defeat(doomed, 0n, 'barred');

      // Elect all with at least the quota [B.2.c].
      const atQuota = this.race
        .continuing()
        .filter((candidate) => this.votes[candidate]! >= this.quotaOf(candidate));
      const elected = this.race.elect(atQuota.sort(this.mostFirst), this.stages.length + 1);
      if (elected.length > 0 || this.race.over) {
        this.close({ action: 'round', elected, excluded: [] });
        for (const candidate of elected) this.tree.elect(candidate);
        return;
      }

      // Total surplus [B.2.d]; the round ends when it is below omega or no longer shrinks [B.2.e].
      const surplus = this.totalSurplus();
      if (surplus < OMEGA || (before !== null && surplus >= before))
        return this.defeat(this.race.excludable(), surplus);
      before = surplus;

      // New keep factors, rounded up [B.2.f].
      for (const { candidate } of this.race.elected) {
        if (this.votes[candidate] === 0n) continue;
        const kept = ceilDivide(this.keep[candidate]! * this.quotaOf(candidate), MEEK_VOTE);
        this.keep[candidate] = ceilDivide(kept * MEEK_VOTE, this.votes[candidate]!);
      }
    }
  }

  /** Shares out the votes [B.2.a] and finds the quota: active votes by places plus one, cut, plus 10⁻⁹ [B.2.b]. */
  private distribute(): void {
    const { seats } = this.contest;
    this.iterations++;
    this.votes = this.tree.distribute(this.keep);
    const active = this.votes.reduce((sum, votes) => sum + votes);
    this.protectedQuota = active / BigInt(seats + 1) + 1n;
    let held = 0n;
    for (const member of this.protectedMembers) {
      const votes = this.votes[member]!;
      held += votes < this.protectedQuota ? votes : this.protectedQuota;
    }
    this.quota = (active - held) / BigInt(seats - this.protectedMembers.length + 1) + 1n;
  }

  /** Defeats the lowest [B.3]; all within the surplus of the lowest are tied, since it could still lift them. */
  private defeat(candidates: number[], surplus: bigint, barred?: 'barred'): void {
    const lowest = candidates.reduce((low, each) => (this.votes[each]! < this.votes[low]! ? each : low));
    const tied = candidates.filter((candidate) => this.votes[candidate]! <= this.votes[lowest]! + surplus);
    const defeated = firstByLot(tied, this.contest.lot);
    if (tied.length > 1) {
      const stage = this.stages.length + 1;
      this.ties.push({
        stage,
        purpose: 'exclude',
        tied,
        chosen: defeated,
        resolvedBy: 'lot',
        lookBackStage: null,
      });
    }
    this.race.exclude(defeated);
    this.close({ action: 'round', elected: [], excluded: [defeated], ...(barred && { barred: true }) });
    this.keep[defeated] = 0n;
    this.tree.defeat(defeated);
  }

  /** The places left go to those left [C]; protected members who never reached their quota stay. */
  private finish(): void {
    const left = this.race.continuing();
    const staying = left.filter((candidate) => this.race.isProtected(candidate));
    const winners = this.race.over ? staying : left;
    if (winners.length === 0) return;
    this.iterations = 0;
    this.distribute();
    const elected = this.race.elect(winners.sort(this.mostFirst), this.stages.length + 1);
    this.close({ action: 'finish', elected, excluded: [] });
  }

  private totalSurplus(): bigint {
    const over = this.race.elected.reduce(
      (sum, { candidate }) => sum + this.votes[candidate]! - this.quotaOf(candidate),
      0n,
    );
    return over > 0n ? over : 0n;
  }

  private quotaOf(candidate: number): bigint {
    return this.race.isProtected(candidate) ? this.protectedQuota : this.quota;
  }

  /** Those who compete for a place. */
  private rivals(): number[] {
    return this.race.continuing().filter((candidate) => !this.race.isProtected(candidate));
  }

  private readonly mostFirst = (a: number, b: number): number => {
    const difference = this.votes[b]! - this.votes[a]!;
    if (difference !== 0n) return difference > 0n ? 1 : -1;
    return this.contest.lot[a]! - this.contest.lot[b]!;
  };

  private close(stage: Pick<BareStage, 'action' | 'elected' | 'excluded' | 'barred'>): void {
    const active = this.votes.reduce((sum, votes) => sum + votes);
    this.stages.push({
      stage: this.stages.length + 1,
      candidate: null,
      votes: this.votes.slice(1).map((votes) => decimal(votes, MEEK_PLACES)),
      quota: decimal(this.quota, MEEK_PLACES),
      nonTransferable: decimal(BigInt(this.tree.papers) * MEEK_VOTE - active, MEEK_PLACES),
      lossByFraction: decimal(0n, MEEK_PLACES),
      transfers: [],
      iterations: this.iterations,
      keepFactors: this.keep.slice(1).map((keep) => decimal(keep, MEEK_PLACES)),
      ...(this.protectedMembers.length > 0 && { protectedQuota: decimal(this.protectedQuota, MEEK_PLACES) }),
      ...stage,
    });
  }
}
