import { Injectable } from '@nestjs/common';
import { Jobs } from '@app/platform';
import { z } from 'zod';
import { ClosingService } from '../counts/closing.service.ts';
import { CLOSE_VOTING, COURSE, OPEN_VOTING, TELL_TURNOUT } from './clock-tasks.ts';
import { ConductingService } from './conducting.service.ts';
import { TurnoutService } from './turnout.service.ts';
import { VotingService } from './voting.service.ts';

const Payload = z.object({ electionId: z.string() });

/** The services that the clock calls. */
@Injectable()
export class ClockMoments {
  constructor(
    readonly voting: VotingService,
    readonly closing: ClosingService,
    readonly turnout: TurnoutService,
    readonly conducting: ConductingService,
  ) {}
}

/** What the clock does to elections. */
@Injectable()
export class ElectionsJobs {
  constructor(jobs: Jobs, moments: ClockMoments) {
    const { voting, closing, turnout, conducting } = moments;
    const define = (task: string, run: (electionId: string) => Promise<void>): void =>
      jobs.define(task, (payload) => run(Payload.parse(payload).electionId));
    define(OPEN_VOTING, (id) => voting.open(id));
    define(CLOSE_VOTING, (id) => closing.close(id));
    define(COURSE, (id) => conducting.tick(id));
    define(TELL_TURNOUT, (id) => turnout.tell(id));
  }
}
