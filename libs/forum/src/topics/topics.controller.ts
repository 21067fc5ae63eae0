import { Body, Controller, Get, Headers, Param, Post, Query } from '@nestjs/common';
import {
  NewTopic,
  PostAddress,
  TopicList,
  TopicListQuery,
  TopicWindow,
  TopicWindowQuery,
} from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { TopicListView } from './topic-list.view.ts';
import { TopicWindowView } from './topic-window.view.ts';
import { TopicsService } from './topics.service.ts';

@Controller('api/v1/topics')
export class TopicsController {
  constructor(
    private readonly list: TopicListView,
    private readonly window: TopicWindowView,
    private readonly topics: TopicsService,
  ) {}

  @Get()
  @Answers(200, TopicList)
  page(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: TopicListQuery }) query: TopicListQuery,
  ): Promise<TopicList> {
    return this.list.list(viewer, query);
  }

  @Post()
  @Answers(201, PostAddress)
  open(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: NewTopic }) topic: NewTopic,
    @Headers('idempotency-key') key?: string,
  ): Promise<PostAddress> {
    return this.topics.open(viewer, topic, key);
  }

  @Get(':id')
  @Answers(200, TopicWindow)
  read(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) topicId: string,
    @Query({ schema: TopicWindowQuery }) query: TopicWindowQuery,
  ): Promise<TopicWindow> {
    return this.window.read(viewer, topicId, query);
  }
}
