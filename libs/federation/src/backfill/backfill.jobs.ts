import { Injectable } from '@nestjs/common';
import { Jobs } from '@app/platform';
import { BACKFILL } from '../follows/answers.service.ts';
import { BackfillService } from './backfill.service.ts';

@Injectable()
export class BackfillJobs {
  constructor(jobs: Jobs, backfill: BackfillService) {
    jobs.define(BACKFILL, (payload) => backfill.backfill((payload as { group: string }).group));
  }
}
