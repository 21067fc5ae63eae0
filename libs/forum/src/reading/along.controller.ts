import { Controller, Get, Param, ParseIntPipe, Put, Query } from '@nestjs/common';
import { AtDate, FollowState, NumberAt, Onward, Timeline, TopicTree, TopicTreeQuery } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { OnwardView } from '../topics/onward.view.ts';
import { TopicTreeView } from '../topics/topic-tree.view.ts';
import { BranchesService } from './branches.service.ts';
import { TimelineView } from './timeline.view.ts';

/** Ways along a topic and on from it. */
@Controller('api/v1/topics/:id')
export class AlongController {
  constructor(
    private readonly timeline: TimelineView,
    private readonly onward: OnwardView,
    private readonly tree: TopicTreeView,
    private readonly branches: BranchesService,
  ) {}

  @Get('timeline')
  @Answers(200, Timeline)
  marks(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) topicId: string): Promise<Timeline> {
    return this.timeline.marks(viewer, topicId);
  }

  @Get('number')
  @Answers(200, NumberAt)
  numberAt(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) topicId: string,
    @Query({ schema: AtDate }) { date }: AtDate,
  ): Promise<NumberAt> {
    return this.timeline.numberAt(viewer, topicId, date);
  }

  @Get('onward')
  @Answers(200, Onward)
  from(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) topicId: string): Promise<Onward> {
    return this.onward.from(viewer, topicId);
  }

  @Get('tree')
  @Answers(200, TopicTree)
  readTree(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) topicId: string,
    @Query({ schema: TopicTreeQuery }) query: TopicTreeQuery,
  ): Promise<TopicTree> {
    return this.tree.read(viewer, topicId, query);
  }

  @Put('branches/:number/reading')
  @Answers(200, FollowState)
  markBranch(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) topicId: string,
    @Param('number', ParseIntPipe) number: number,
  ): Promise<FollowState> {
    return this.branches.markRead(viewer, topicId, number);
  }
}
