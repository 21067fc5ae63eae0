import type { INestApplicationContext } from '@nestjs/common';
import { ElectionClock } from '@app/governance';
import type { DemoClock } from './demo-clock.ts';

const MINUTE = 60_000;

/** Sets the clock of elections to moments of the demo's past. */
export class DemoTime {
  private readonly elections: ElectionClock;
  private shifted = 0;

  constructor(
    rooms: INestApplicationContext,
    private readonly clock: DemoClock,
  ) {
    this.elections = rooms.get(ElectionClock);
  }

  /** A second late, because what is due at a moment is due from then on. */
  goTo(minutesAgo: number): void {
    const wanted = this.clock.minutesAgo(Math.max(0, minutesAgo)).getTime() + MINUTE / 60;
    this.shift(wanted - Date.now() - this.shifted);
  }

  comeBack(): void {
    this.shift(-this.shifted);
  }

  private shift(milliseconds: number): void {
    this.elections.shift(milliseconds);
    this.shifted += milliseconds;
  }
}
