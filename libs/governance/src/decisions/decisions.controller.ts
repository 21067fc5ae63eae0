import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import {
  Decision,
  DecisionArchive,
  DecisionFeed,
  DecisionFilter,
  DecisionList,
  DecisionListQuery,
  DecisionTable,
} from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import type { FastifyReply } from 'fastify';
import { DecisionFilesView } from './decision-files.view.ts';
import { DecisionsView } from './decisions.view.ts';

@Controller('api/v1')
export class DecisionsController {
  constructor(
    private readonly decisions: DecisionsView,
    private readonly files: DecisionFilesView,
  ) {}

  @Get('decisions')
  @Answers(200, DecisionList)
  list(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: DecisionListQuery }) query: DecisionListQuery,
  ): Promise<DecisionList> {
    return this.decisions.list(viewer, query);
  }

  @Get('decisions/:id')
  @Answers(200, Decision)
  get(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) id: string): Promise<Decision> {
    return this.decisions.get(viewer, id);
  }

  @Get('decisions.json')
  @Answers(200, DecisionArchive)
  archive(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: DecisionFilter }) filter: DecisionFilter,
  ): Promise<Decision[]> {
    return this.decisions.archive(viewer, filter);
  }

  @Get('decisions.csv')
  @Answers(200, DecisionTable)
  async table(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: DecisionFilter }) filter: DecisionFilter,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const table = await this.files.table(viewer, filter);
    // Set only now: a refusal is no file.
    reply.header('content-type', 'text/csv; charset=utf-8');
    return table;
  }

  @Get('decisions.rss')
  @Answers(200, DecisionFeed)
  async rss(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: DecisionFilter }) filter: DecisionFilter,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const feed = await this.files.feed(viewer, filter);
    reply.header('content-type', 'application/rss+xml; charset=utf-8');
    return feed.rss2();
  }

  @Get('decisions.feed.json')
  @Answers(200, DecisionFeed)
  async jsonFeed(
    @CurrentViewer() viewer: Viewer,
    @Query({ schema: DecisionFilter }) filter: DecisionFilter,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const feed = await this.files.feed(viewer, filter);
    reply.header('content-type', 'application/feed+json; charset=utf-8');
    return feed.json1();
  }
}
