import { Controller, Delete, Get, Param, Put, Query } from '@nestjs/common';
import { FollowedPerson, FollowedPost, type Page, PageQuery, pageOf, PersonFollow } from '@app/contract';
import { AccountsView, CurrentViewer, type Viewer } from '@app/identity';
import { Answers } from '@app/platform';
import { z } from 'zod';
import { FollowingView } from './following.view.ts';
import { PeopleService } from './people.service.ts';

/** Whom a member follows, here and elsewhere. */
@Controller('api/v1')
export class PeopleController {
  constructor(
    private readonly people: PeopleService,
    private readonly following: FollowingView,
    private readonly accounts: AccountsView,
  ) {}

  @Get('following')
  @Answers(200, pageOf(FollowedPost))
  posts(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: PageQuery }) query: PageQuery,
  ): Promise<Page<FollowedPost>> {
    return this.following.posts(viewer, query);
  }

  @Get('following/people')
  @Answers(200, z.array(FollowedPerson))
  list(@CurrentViewer() viewer: Viewer): Promise<FollowedPerson[]> {
    return this.following.people(viewer);
  }

  @Get('accounts/:handle/follow')
  @Answers(200, PersonFollow.nullable())
  async state(
    @CurrentViewer() viewer: Viewer,
    @Param('handle') handle: string,
  ): Promise<PersonFollow | null> {
    const { id } = await this.accounts.profile(handle, viewer);
    return this.following.state(viewer, id);
  }

  @Put('accounts/:handle/follow')
  @Answers(200, PersonFollow)
  follow(@CurrentViewer() viewer: Viewer, @Param('handle') handle: string): Promise<PersonFollow> {
    return this.people.follow(viewer, handle);
  }

  @Delete('accounts/:handle/follow')
  @Answers(204)
  unfollow(@CurrentViewer() viewer: Viewer, @Param('handle') handle: string): Promise<void> {
    return this.people.unfollow(viewer, handle);
  }
}
