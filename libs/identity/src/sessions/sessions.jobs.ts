import { Injectable } from '@nestjs/common';
import { Jobs } from '@app/platform';
import { SessionsService } from './sessions.service.ts';

@Injectable()
export class SessionsJobs {
  constructor(jobs: Jobs, sessions: SessionsService) {
    jobs.daily('sessions:sweep', () => sessions.sweep());
  }
}
