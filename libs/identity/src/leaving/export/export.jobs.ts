import { Injectable } from '@nestjs/common';
import { Jobs } from '@app/platform';
import { z } from 'zod';
import { ExportMakerService } from './export-maker.service.ts';
import { MAKE_EXPORT } from './exports.service.ts';

const Archive = z.object({ id: z.uuid() });

@Injectable()
export class ExportJobs {
  constructor(jobs: Jobs, maker: ExportMakerService) {
    jobs.define(MAKE_EXPORT, (payload) => maker.make(Archive.parse(payload).id));
    jobs.daily('identity:sweep-exports', () => maker.sweep());
  }
}
