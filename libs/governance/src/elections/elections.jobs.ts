import { Injectable } from '@nestjs/common';
import { Jobs } from '@app/platform';
import { z } from 'zod';
import { ClosingService } from '../counts/closing.service.ts';
import { CLOSE_VOTING, OPEN_VOTING, TELL_TURNOUT } from './clock-tasks.ts';
import { TurnoutService } from './turnout.service.ts';
import { VotingService } from './voting.service.ts';

const Payload = z.object({ electionId: z.string() });

/** What the clock does to elections. */
@Injectable()
export class ElectionsJobs {
  constructor(jobs: Jobs, voting: VotingService, closing: ClosingService, turnout: TurnoutService) {
    const define = (task: string, run: (electionId: string) => Promise<void>): void =>
      jobs.define(task, (payload) => run(Payload.parse(payload).electionId));
    define(OPEN_VOTING, (id) => voting.open(id));
    define(CLOSE_VOTING, (id) => closing.close(id));
    define(TELL_TURNOUT, (id) => turnout.tell(id));
  }
}
