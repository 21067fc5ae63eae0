import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { DecideHeldPost, OutsideWriting, SetOutsidePolicy } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { HeldPosts } from './held-posts.service.ts';
import { HeldPostsView } from './held-posts.view.ts';

/** Who on other servers may write here, and what of it waits for a moderator. */
@Controller('api/v1/admin/outside-writing')
export class HeldPostsController {
  constructor(
    private readonly posts: HeldPosts,
    private readonly view: HeldPostsView,
  ) {}

  @Get()
  @Answers(200, OutsideWriting)
  all(@CurrentViewer() viewer: Viewer): Promise<OutsideWriting> {
    return this.view.all(viewer);
  }

  @Post('held/:id/decision')
  @Answers(204)
  decide(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) id: string,
    @Body({ schema: DecideHeldPost }) { accept }: DecideHeldPost,
  ): Promise<void> {
    return this.posts.decide(viewer, id, accept);
  }

  @Put('categories/:slug')
  @Answers(204)
  policy(
    @CurrentViewer() viewer: Viewer,
    @Param('slug') slug: string,
    @Body({ schema: SetOutsidePolicy }) { policy }: SetOutsidePolicy,
  ): Promise<void> {
    return this.posts.setPolicy(viewer, slug, policy);
  }
}
