/** Times of the demo, which count back from the moment of seeding. */
export class DemoClock {
  constructor(private readonly now: Date) {}

  /** @param minutes negative for what lies ahead */
  minutesAgo(minutes: number): Date {
    return new Date(this.now.getTime() - minutes * 60_000);
  }

  daysAgo(days: number): Date {
    return this.minutesAgo(days * 24 * 60);
  }
}
