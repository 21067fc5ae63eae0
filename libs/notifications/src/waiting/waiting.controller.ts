import { Controller, Get } from '@nestjs/common';
import { Waiting } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers } from '@app/platform';
import { WaitingView } from './waiting.view.ts';

@Controller('api/v1/waiting')
export class WaitingForYouController {
  constructor(private readonly view: WaitingView) {}

  @Get()
  @Answers(200, Waiting)
  get(@CurrentViewer() viewer: Viewer): Promise<Waiting> {
    return this.view.of(viewer);
  }
}
