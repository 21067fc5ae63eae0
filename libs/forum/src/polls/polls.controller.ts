import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { Poll, PollVote, PollVoters } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { PollsService } from './polls.service.ts';
import { PollsView } from './polls.view.ts';

@Controller('api/v1/posts/:postId/poll')
export class PollsController {
  constructor(
    private readonly polls: PollsService,
    private readonly view: PollsView,
  ) {}

  @Get()
  @Answers(200, Poll)
  get(@CurrentViewer() viewer: Viewer, @Param('postId', IdPipe) postId: string): Promise<Poll> {
    return this.view.get(viewer, postId);
  }

  @Put('vote')
  @Answers(204)
  vote(
    @CurrentViewer() viewer: Viewer,
    @Param('postId', IdPipe) postId: string,
    @Body({ schema: PollVote }) vote: PollVote,
  ): Promise<void> {
    return this.polls.vote(viewer, postId, vote);
  }

  @Get('voters')
  @Answers(200, PollVoters)
  voters(@CurrentViewer() viewer: Viewer, @Param('postId', IdPipe) postId: string): Promise<PollVoters> {
    return this.view.voters(viewer, postId);
  }
}
