import { Body, Controller, Get, Post } from '@nestjs/common';
import { FollowRemoteCategory, RemoteFollow } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers } from '@app/platform';
import { z } from 'zod';
import { FollowsService } from './follows.service.ts';
import { RemoteCategoriesView } from './remote-categories.view.ts';

/** Categories of other servers that are read and answered from here. */
@Controller('api/v1/remote-categories')
export class RemoteCategoriesController {
  constructor(
    private readonly follows: FollowsService,
    private readonly view: RemoteCategoriesView,
  ) {}

  @Get()
  @Answers(200, z.array(RemoteFollow))
  list(): Promise<RemoteFollow[]> {
    return this.view.list();
  }

  @Post()
  @Answers(202, RemoteFollow)
  follow(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: FollowRemoteCategory }) { address }: FollowRemoteCategory,
  ): Promise<RemoteFollow> {
    return this.follows.follow(viewer, address);
  }
}
