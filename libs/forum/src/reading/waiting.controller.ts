import { Body, Controller, Get, Post } from '@nestjs/common';
import { Dismissal, ReadingCounts, UndoDismissal } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers } from '@app/platform';
import { ReadingCountsView } from '../topics/reading-counts.view.ts';
import { DismissalsService } from './dismissals.service.ts';

/** What waits to be read, over all topics. */
@Controller('api/v1/reading')
export class WaitingController {
  constructor(
    private readonly countsView: ReadingCountsView,
    private readonly dismissals: DismissalsService,
  ) {}

  @Get('counts')
  @Answers(200, ReadingCounts)
  counts(@CurrentViewer() viewer: Viewer): Promise<ReadingCounts> {
    return this.countsView.read(viewer);
  }

  @Post('dismissals')
  @Answers(204)
  dismiss(@CurrentViewer() viewer: Viewer, @Body({ schema: Dismissal }) dismissal: Dismissal): Promise<void> {
    return this.dismissals.dismiss(viewer, dismissal);
  }

  @Post('dismissals/undo')
  @Answers(204)
  undo(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: UndoDismissal }) { kind }: UndoDismissal,
  ): Promise<void> {
    return this.dismissals.undo(viewer, kind);
  }
}
