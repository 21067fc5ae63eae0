import type { SeatConstraint } from '../sheet/count-sheet.ts';
import { CountError } from '../count-error.ts';

type Group = { minimum: number; maximum: number; elected: number; continuing: number };

/**
 * Seats kept for, or capped for, groups of candidates: one attribute, with a minimum and a maximum for each of its groups.
 * Candidates without a group form one of their own without limits.
 */
export class SeatGroups {
  /** Too few candidates of some group stand to keep its minimum; it was lowered to as many as stand. */
  readonly minimumOutOfReach: boolean;
  private readonly groups: Group[];
  private readonly groupOf = new Map<number, number>();

  /**
   * @param standing all who may win or keep a seat
   * @param seated those of them who have their seat already
   * @param vacancies the seats for the others
   * @throws CountError where a candidate is in two groups or no outcome can keep every limit
   */
  constructor(constraints: SeatConstraint[], standing: number[], seated: Set<number>, vacancies: number) {
    for (const [index, { candidates }] of constraints.entries()) {
      for (const candidate of candidates) {
        if (this.groupOf.has(candidate)) throw new CountError(`candidate ${candidate} is in two groups`);
        this.groupOf.set(candidate, index + 1);
      }
    }
    const limits = [{ group: '', minimum: 0, maximum: standing.length }, ...constraints];
    this.groups = limits.map(({ group, minimum, maximum }) => {
      if (!(minimum >= 0 && maximum >= minimum))
        throw new CountError(`the limits of "${group}" contradict each other`);
      return { minimum, maximum, elected: 0, continuing: 0 };
    });
    for (const candidate of standing) {
      if (seated.has(candidate)) this.of(candidate).elected++;
      else this.of(candidate).continuing++;
    }
    const short = this.groups.filter((group) => group.minimum > group.elected + group.continuing);
    for (const group of short) group.minimum = group.elected + group.continuing;
    this.minimumOutOfReach = short.length > 0;
    if (this.needed() > vacancies) throw new CountError('the minimums ask for more seats than there are');
  }

  elect(candidate: number): void {
    const group = this.of(candidate);
    group.elected++;
    group.continuing--;
  }

  exclude(candidate: number): void {
    this.of(candidate).continuing--;
  }

  /** Whether the limits can still be kept after this candidate takes one of the vacancies. */
  mayElect(candidate: number, vacancies: number): boolean {
    const group = this.of(candidate);
    const fills = group.elected < group.minimum ? 1 : 0;
    return group.elected < group.maximum && this.needed() - fills <= vacancies - 1;
  }

  /** Whether the limits can still be kept, and as many seats filled, without this candidate. */
  mayExclude(candidate: number, vacancies: number): boolean {
    const group = this.of(candidate);
    if (group.elected + group.continuing - 1 < group.minimum) return false;
    const lost = group.continuing <= group.maximum - group.elected ? 1 : 0;
    const fillable = this.fillable();
    return Math.min(vacancies, fillable - lost) === Math.min(vacancies, fillable);
  }

  /** Seats that the minimums still ask for. */
  private needed(): number {
    return this.groups.reduce((sum, { minimum, elected }) => sum + Math.max(0, minimum - elected), 0);
  }

  /** Seats that the candidates left could take within the maximums. */
  private fillable(): number {
    return this.groups.reduce(
      (sum, group) => sum + Math.min(group.continuing, Math.max(0, group.maximum - group.elected)),
      0,
    );
  }

  private of(candidate: number): Group {
    return this.groups[this.groupOf.get(candidate) ?? 0] as Group;
  }
}
