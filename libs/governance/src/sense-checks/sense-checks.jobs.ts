import { Injectable } from '@nestjs/common';
import { Jobs } from '@app/platform';
import { z } from 'zod';
import { CLOSE_SENSE_CHECK } from './sense-clock.ts';
import { SenseClosingService } from './sense-closing.service.ts';

const Payload = z.object({ senseCheckId: z.string() });

@Injectable()
export class SenseChecksJobs {
  constructor(jobs: Jobs, closing: SenseClosingService) {
    jobs.define(CLOSE_SENSE_CHECK, (payload) => closing.close(Payload.parse(payload).senseCheckId));
  }
}
