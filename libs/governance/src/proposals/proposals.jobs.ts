import { Injectable } from '@nestjs/common';
import { Jobs } from '@app/platform';
import { z } from 'zod';
import { CLOSE_PROPOSAL, REMIND_OF_PROPOSAL } from './proposal-clock.ts';
import { ProposalClosingService } from './proposal-closing.service.ts';

const Payload = z.object({ proposalId: z.string() });

@Injectable()
export class ProposalsJobs {
  constructor(jobs: Jobs, closing: ProposalClosingService) {
    jobs.define(CLOSE_PROPOSAL, (payload) => closing.close(Payload.parse(payload).proposalId));
    jobs.define(REMIND_OF_PROPOSAL, (payload) => closing.remind(Payload.parse(payload).proposalId));
  }
}
