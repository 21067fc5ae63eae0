import { Controller, Get, Param, Query } from '@nestjs/common';
import { AuthoredPost, type Page, PageQuery, pageOf } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers } from '@app/platform';
import { AuthoredPostsView } from './authored-posts.view.ts';

@Controller('api/v1/accounts/:handle')
export class AuthoredPostsController {
  constructor(private readonly authored: AuthoredPostsView) {}

  @Get('posts')
  @Answers(200, pageOf(AuthoredPost))
  posts(
    @CurrentViewer() viewer: Viewer,
    @Param('handle') handle: string,
    @Query({ schema: PageQuery }) query: PageQuery,
  ): Promise<Page<AuthoredPost>> {
    return this.authored.list(viewer, handle, 'posts', query);
  }

  @Get('topics')
  @Answers(200, pageOf(AuthoredPost))
  topics(
    @CurrentViewer() viewer: Viewer,
    @Param('handle') handle: string,
    @Query({ schema: PageQuery }) query: PageQuery,
  ): Promise<Page<AuthoredPost>> {
    return this.authored.list(viewer, handle, 'topics', query);
  }
}
