import { Controller, Get, Query } from '@nestjs/common';
import { WritingLimits, WritingLimitsQuery } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers } from '@app/platform';
import { WritingLimitsView } from './writing-limits.view.ts';

@Controller('api/v1/limits')
export class WritingLimitsController {
  constructor(private readonly limits: WritingLimitsView) {}

  @Get()
  @Answers(200, WritingLimits)
  mine(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: WritingLimitsQuery }) { topic }: WritingLimitsQuery,
  ): Promise<WritingLimits> {
    return this.limits.of(viewer, topic);
  }
}
