import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { EditOverview, OverviewVersion } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { z } from 'zod';
import { OverviewService } from './overview.service.ts';
import { OverviewView } from './overview.view.ts';

@Controller('api/v1/topics/:id/overview')
export class OverviewController {
  constructor(
    private readonly overview: OverviewService,
    private readonly view: OverviewView,
  ) {}

  @Get()
  @Answers(200, z.array(OverviewVersion))
  versions(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) topicId: string,
  ): Promise<OverviewVersion[]> {
    return this.view.versions(viewer, topicId);
  }

  @Put()
  @Answers(204)
  edit(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) topicId: string,
    @Body({ schema: EditOverview }) edit: EditOverview,
  ): Promise<void> {
    return this.overview.edit(viewer, topicId, edit);
  }
}
