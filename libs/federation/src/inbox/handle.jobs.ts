import { Injectable } from '@nestjs/common';
import { Jobs } from '@app/platform';
import { HandleService } from './handle.service.ts';
import { HANDLE } from './order-handling.ts';

@Injectable()
export class HandleJobs {
  constructor(jobs: Jobs, messages: HandleService) {
    jobs.define(HANDLE, (payload) => messages.handle((payload as { origin: string }).origin));
  }
}
