import { Body, Controller, Delete, Get, Headers, Param, Post, Query } from '@nestjs/common';
import {
  MessageList,
  MessagePeople,
  MorePeople,
  NewMessage,
  PageQuery,
  PostAddress,
  UnreadMessages,
} from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { MessagesService } from './messages.service.ts';
import { MessagesView } from './messages.view.ts';

@Controller('api/v1/messages')
export class MessagesController {
  constructor(
    private readonly messages: MessagesService,
    private readonly view: MessagesView,
  ) {}

  @Get()
  @Answers(200, MessageList)
  list(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: PageQuery }) query: PageQuery,
  ): Promise<MessageList> {
    return this.view.list(viewer, query);
  }

  @Get('unread')
  @Answers(200, UnreadMessages)
  unread(@CurrentViewer() viewer: Viewer): Promise<UnreadMessages> {
    return this.view.unread(viewer);
  }

  @Post()
  @Answers(201, PostAddress)
  write(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: NewMessage }) message: NewMessage,
    @Headers('idempotency-key') key?: string,
  ): Promise<PostAddress> {
    return this.messages.write(viewer, message, key);
  }

  @Get(':id/people')
  @Answers(200, MessagePeople)
  people(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) topicId: string): Promise<MessagePeople> {
    return this.view.people(viewer, topicId);
  }

  @Post(':id/people')
  @Answers(204)
  add(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) topicId: string,
    @Body({ schema: MorePeople }) { people }: MorePeople,
  ): Promise<void> {
    return this.messages.add(viewer, topicId, people);
  }

  @Delete(':id/people/me')
  @Answers(204)
  leave(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) topicId: string): Promise<void> {
    return this.messages.leave(viewer, topicId);
  }
}
