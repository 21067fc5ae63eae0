import { Controller, Get } from '@nestjs/common';
import { WritingLimits } from '@app/contract';
import { CurrentViewer, signedIn, type Viewer } from '@app/identity';
import { Answers } from '@app/platform';
import { WritingLimitsView } from './writing-limits.view.ts';

@Controller('api/v1/limits')
export class WritingLimitsController {
  constructor(private readonly limits: WritingLimitsView) {}

  @Get()
  @Answers(200, WritingLimits)
  mine(@CurrentViewer() viewer: Viewer): Promise<WritingLimits> {
    return this.limits.of(signedIn(viewer));
  }
}
