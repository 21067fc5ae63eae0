import { Controller, Get, Param, Post } from '@nestjs/common';
import { WaitingPost } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { z } from 'zod';
import { WaitingPosts } from './waiting-posts.service.ts';

/** Posts of the viewer that a category elsewhere has not shown yet. */
@Controller('api/v1')
export class WaitingPostsController {
  constructor(private readonly waiting: WaitingPosts) {}

  @Get('topics/:id/waiting')
  @Answers(200, z.array(WaitingPost))
  list(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) id: string): Promise<WaitingPost[]> {
    return this.waiting.inTopic(viewer, id);
  }

  @Post('posts/:id/delivery')
  @Answers(204)
  async sendAgain(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) id: string): Promise<void> {
    await this.waiting.sendAgain(viewer, id);
  }
}
