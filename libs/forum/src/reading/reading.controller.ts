import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { CategoryFollowState, ChooseLevel, FollowState, ReadRanges, ShownPin } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { FollowLevelsService } from './follow-levels.service.ts';
import { FollowLevelsView } from './follow-levels.view.ts';
import { PinsService } from './pins.service.ts';
import { ReadingService } from './reading.service.ts';

@Controller('api/v1')
export class ReadingController {
  constructor(
    private readonly reading: ReadingService,
    private readonly levels: FollowLevelsService,
    private readonly levelsView: FollowLevelsView,
    private readonly pins: PinsService,
  ) {}

  @Put('topics/:id/reading')
  @Answers(200, FollowState)
  markRead(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) topicId: string,
    @Body({ schema: ReadRanges }) marks: ReadRanges,
  ): Promise<FollowState> {
    return this.reading.markRead(viewer, topicId, marks);
  }

  @Put('topics/:id/level')
  @Answers(204)
  chooseForTopic(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) topicId: string,
    @Body({ schema: ChooseLevel }) { level }: ChooseLevel,
  ): Promise<void> {
    return this.levels.chooseForTopic(viewer, topicId, level);
  }

  @Put('topics/:id/pin')
  @Answers(204)
  showPin(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) topicId: string,
    @Body({ schema: ShownPin }) { shown }: ShownPin,
  ): Promise<void> {
    return this.pins.show(viewer, topicId, shown);
  }

  @Get('categories/:slug/level')
  @Answers(200, CategoryFollowState)
  ofCategory(@CurrentViewer() viewer: Viewer, @Param('slug') slug: string): Promise<CategoryFollowState> {
    return this.levelsView.ofCategory(viewer, slug);
  }

  @Put('categories/:slug/level')
  @Answers(204)
  chooseForCategory(
    @CurrentViewer() viewer: Viewer,
    @Param('slug') slug: string,
    @Body({ schema: ChooseLevel }) { level }: ChooseLevel,
  ): Promise<void> {
    return this.levels.chooseForCategory(viewer, slug, level);
  }
}
