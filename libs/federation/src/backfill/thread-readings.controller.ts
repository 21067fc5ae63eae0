import { Controller, Get, Param, Post } from '@nestjs/common';
import { ThreadReading } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { ThreadReadings } from './thread-readings.service.ts';

/** How complete a thread from elsewhere is here. */
@Controller('api/v1/topics/:id/missing-replies')
export class ThreadReadingsController {
  constructor(private readonly readings: ThreadReadings) {}

  @Get()
  @Answers(200, ThreadReading)
  state(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) id: string): Promise<ThreadReading> {
    return this.readings.opened(viewer, id);
  }

  @Post()
  @Answers(202, ThreadReading)
  ask(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) id: string): Promise<ThreadReading> {
    return this.readings.ask(viewer, id);
  }
}
