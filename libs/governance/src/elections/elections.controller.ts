import { Body, Controller, Get, Headers, Param, Post, Query } from '@nestjs/common';
import { Election, ElectionList, ElectionListQuery, NewElection, PostAddress } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { ElectionsService } from './elections.service.ts';
import { ElectionsView } from './elections.view.ts';

@Controller('api/v1/elections')
export class ElectionsController {
  constructor(
    private readonly elections: ElectionsService,
    private readonly view: ElectionsView,
  ) {}

  @Get()
  @Answers(200, ElectionList)
  list(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: ElectionListQuery }) query: ElectionListQuery,
  ): Promise<ElectionList> {
    return this.view.list(viewer, query);
  }

  @Post()
  @Answers(201, PostAddress)
  open(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: NewElection }) election: NewElection,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<PostAddress> {
    return this.elections.open(viewer, election, key);
  }

  @Get(':id')
  @Answers(200, Election)
  get(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) id: string): Promise<Election> {
    return this.view.get(viewer, id);
  }
}
