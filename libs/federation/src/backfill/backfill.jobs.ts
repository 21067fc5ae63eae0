import { Injectable } from '@nestjs/common';
import { Jobs } from '@app/platform';
import { BACKFILL } from '../follows/answers.service.ts';
import { BackfillService } from './backfill.service.ts';
import { PLACE_ORPHAN, READ_THREAD } from '../threads/later.ts';
import { OrphansService } from './orphans.service.ts';
import { ThreadReadings } from './thread-readings.service.ts';

@Injectable()
export class BackfillJobs {
  constructor(jobs: Jobs, backfill: BackfillService, readings: ThreadReadings, orphans: OrphansService) {
    jobs.define(BACKFILL, (payload) => backfill.backfill((payload as { group: string }).group));
    jobs.define(READ_THREAD, (payload) => readings.read((payload as { topicId: string }).topicId));
    jobs.define(PLACE_ORPHAN, (payload) => {
      const { id, attempt } = payload as { id: string; attempt: number };
      return orphans.place(id, attempt);
    });
    jobs.daily('federation:drop-orphans', () => orphans.drop());
  }
}
