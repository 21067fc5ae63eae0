import { Injectable } from '@nestjs/common';
import { Jobs } from '@app/platform';
import { BatchesService } from './batches.service.ts';

/** Four times an hour, whoever votes when: the times of batches tell nothing about single ballots. */
@Injectable()
export class BatchesJobs {
  constructor(jobs: Jobs, batches: BatchesService) {
    jobs.everyQuarterHour('ballots:batch', () => batches.flushAll());
  }
}
