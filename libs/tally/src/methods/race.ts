import type { Contest } from '../contest.ts';
import { CountError } from '../count-error.ts';
import { SeatGroups } from './seat-groups.ts';

/**
 * Who continues, who is elected and how many places are left: the part that every method shares.
 *
 * "Reopen nominations" stands as a candidate that cannot be excluded; when it is elected, its place and all that are then
 * vacant are reopened and the count is over.
 */
export class Race {
  /** 1 where the candidate (by number) continues. */
  readonly open: Uint8Array;
  readonly elected: { candidate: number; stage: number }[] = [];
  readonly groups: SeatGroups;
  vacancies: number;
  reopenedSeats = 0;
  private readonly protectedMembers: Set<number>;
  private readonly reopenNominations: number | null;

  /** @param protectedMembers those who keep their place whatever the count says, within `contest.seats` */
  constructor(contest: Contest, protectedMembers: number[] = []) {
    this.open = new Uint8Array(contest.candidates.length + 1).fill(1);
    this.open[0] = 0;
    for (const candidate of contest.withdrawn) this.open[candidate] = 0;
    this.protectedMembers = new Set(protectedMembers);
    this.reopenNominations = contest.reopenNominations;
    this.vacancies = contest.seats - protectedMembers.length;
    if (this.vacancies < 0) throw new CountError('there are more protected members than seats');
    const standing = this.continuing().filter((candidate) => candidate !== this.reopenNominations);
    this.groups = new SeatGroups(contest.constraints, standing, this.protectedMembers, this.vacancies);
  }

  get over(): boolean {
    return this.vacancies === 0;
  }

  continuing(): number[] {
    const numbers: number[] = [];
    for (let candidate = 1; candidate < this.open.length; candidate++)
      if (this.open[candidate]) numbers.push(candidate);
    return numbers;
  }

  isProtected(candidate: number): boolean {
    return this.protectedMembers.has(candidate);
  }

  /** False where a place for this candidate would break a group's maximum or another group's minimum. */
  mayElect(candidate: number): boolean {
    if (this.isProtected(candidate)) return true;
    if (this.over) return false;
    return candidate === this.reopenNominations || this.groups.mayElect(candidate, this.vacancies);
  }

  /** Elects those who may be, in the order given, "reopen nominations" last; returns those elected. */
  elect(candidates: number[], stage: number): number[] {
    const last = candidates.filter((candidate) => candidate === this.reopenNominations);
    const elected: number[] = [];
    for (const candidate of [...candidates.filter((other) => other !== this.reopenNominations), ...last]) {
      if (!this.mayElect(candidate)) continue;
      this.open[candidate] = 0;
      if (candidate === this.reopenNominations) {
        this.reopenedSeats = this.vacancies;
        this.vacancies = 0;
        continue;
      }
      if (!this.isProtected(candidate)) {
        this.groups.elect(candidate);
        this.vacancies--;
      }
      elected.push(candidate);
      this.elected.push({ candidate, stage });
    }
    return elected;
  }

  exclude(candidate: number): void {
    this.open[candidate] = 0;
    this.groups.exclude(candidate);
  }

  /** Continuing candidates whom the constraints bar from a place: they go at once, before anything else. */
  doomed(): number[] {
    return this.over ? [] : this.continuing().filter((candidate) => !this.mayElect(candidate));
  }

  /** Continuing candidates of whom one may be excluded; never empty while more continue than there are places. */
  excludable(): number[] {
    const rivals = this.continuing().filter(
      (candidate) => candidate !== this.reopenNominations && !this.isProtected(candidate),
    );
    const unguarded = rivals.filter((candidate) => this.groups.mayExclude(candidate, this.vacancies));
    // With "reopen nominations" in the race, even the candidates that a minimum needs may lose to it.
    return unguarded.length > 0 ? unguarded : rivals;
  }
}
