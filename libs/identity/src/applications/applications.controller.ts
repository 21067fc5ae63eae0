import { Body, Controller, Get, Param, Post, Req } from '@nestjs/common';
import { Applications, DecideApplication, NewApplication } from '@app/contract';
import { Answers, IdPipe } from '@app/platform';
import { fromNodeHeaders } from 'better-auth/node';
import type { FastifyRequest } from 'fastify';
import { CurrentViewer, type Viewer } from '../viewer/viewer.ts';
import { ApplicationsService } from './applications.service.ts';
import { ApplicationsView } from './applications.view.ts';

@Controller('api/v1')
export class ApplicationsController {
  constructor(
    private readonly applications: ApplicationsService,
    private readonly view: ApplicationsView,
  ) {}

  @Post('applications')
  @Answers(204)
  apply(
    @Body({ schema: NewApplication }) body: NewApplication,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.applications.apply(body, fromNodeHeaders(request.headers), request.ip);
  }

  @Get('admin/applications')
  @Answers(200, Applications)
  async all(@CurrentViewer() viewer: Viewer): Promise<Applications> {
    await this.view.decider(viewer);
    return this.view.all();
  }

  @Post('admin/applications/:id/decision')
  @Answers(204)
  async decide(
    @Param('id', IdPipe) id: string,
    @Body({ schema: DecideApplication }) body: DecideApplication,
    @CurrentViewer() viewer: Viewer,
  ): Promise<void> {
    await this.applications.decide(id, body, await this.view.decider(viewer));
  }
}
