import { Body, Controller, Delete, Get, Headers, Param, Patch, Post, Res } from '@nestjs/common';
import { EditPost, NewPost, PostAddress, PostRevision, PostSource } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { readVersion, versionTag } from './version-tag.rules.ts';
import { PostsService } from './posts.service.ts';
import { PostsView } from './posts.view.ts';

@Controller('api/v1')
export class PostsController {
  constructor(
    private readonly posts: PostsService,
    private readonly view: PostsView,
  ) {}

  @Post('topics/:id/posts')
  @Answers(201, PostAddress)
  write(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) topicId: string,
    @Body({ schema: NewPost }) post: NewPost,
    @Headers('idempotency-key') key?: string,
  ): Promise<PostAddress> {
    return this.posts.write(viewer, topicId, post, key);
  }

  @Get('posts/:id/source')
  @Answers(200, PostSource)
  async source(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) postId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PostSource> {
    const source = await this.view.source(viewer, postId);
    void reply.header('etag', versionTag(source.version));
    return source;
  }

  @Get('posts/:id/revisions')
  @Answers(200, z.array(PostRevision))
  revisions(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) postId: string): Promise<PostRevision[]> {
    return this.view.revisions(viewer, postId);
  }

  @Patch('posts/:id')
  @Answers(200, PostAddress)
  edit(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) postId: string,
    @Body({ schema: EditPost }) edit: EditPost,
    @Headers('if-match') match?: string,
  ): Promise<PostAddress> {
    return this.posts.edit(viewer, postId, readVersion(match), edit);
  }

  @Delete('posts/:id')
  @Answers(204)
  delete(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) postId: string): Promise<void> {
    return this.posts.delete(viewer, postId);
  }

  @Post('posts/:id/restore')
  @Answers(204)
  restore(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) postId: string): Promise<void> {
    return this.posts.restore(viewer, postId);
  }
}
