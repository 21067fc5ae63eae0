import { Injectable } from '@nestjs/common';
import { EventLog } from '@app/platform';
import { DataSource, IsNull, Not } from 'typeorm';
import { RollEntry } from '../roll/roll-entry.entity.ts';
import { ElectionClock } from './election-clock.ts';
import { Election } from './election.entity.ts';
import { lockElection } from './lock-election.ts';

@Injectable()
export class TurnoutService {
  constructor(
    private readonly db: DataSource,
    private readonly clock: ElectionClock,
    private readonly events: EventLog,
  ) {}

  /**
   * Says that the turnout has changed, if it has, and orders the next look. It runs by the clock and not by
   * the collecting of ballots, whose time must not be stored.
   */
  async tell(electionId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const { phase, turnoutTold } = await lockElection(tx, electionId);
      if (phase !== 'voting') return;
      const collected = await tx.countBy(RollEntry, { electionId, blindedHash: Not(IsNull()) });
      if (collected !== turnoutTold) {
        await tx.update(Election, electionId, { turnoutTold: collected });
        await this.events.append(tx, { name: 'election.ballot-collected', electionId });
      }
      await this.clock.scheduleTurnout(tx, electionId);
    });
  }
}
