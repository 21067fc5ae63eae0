import { LiveSenseView } from './live-sense.view.ts';
import { SenseAnswer } from './sense-answer.entity.ts';
import { SenseBallot } from './sense-ballot.entity.ts';
import { SenseCheck } from './sense-check.entity.ts';
import { SenseAnswersService } from './sense-answers.service.ts';
import { SenseChecksJobs } from './sense-checks.jobs.ts';
import { SenseGate } from './sense-gate.ts';
import { SenseChecksController } from './sense-checks.controller.ts';
import { SenseChecksService } from './sense-checks.service.ts';
import { SenseChecksView } from './sense-checks.view.ts';
import { SenseClock } from './sense-clock.ts';
import { SenseClosingService } from './sense-closing.service.ts';

export const SENSE_ENTITIES = [SenseCheck, SenseAnswer, SenseBallot];

export const SENSE_CONTROLLERS = [SenseChecksController];

/** Quick questions about how a topic feels, beside what decides. */
export const SENSE = [
  LiveSenseView,
  SenseAnswersService,
  SenseChecksJobs,
  SenseGate,
  SenseChecksService,
  SenseChecksView,
  SenseClock,
  SenseClosingService,
];
