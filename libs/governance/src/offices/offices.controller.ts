import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { EndTerm, NewOffice, Office, VacancyFilled } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { z } from 'zod';
import { OfficesService } from './offices.service.ts';
import { OfficesView } from './offices.view.ts';

@Controller('api/v1/offices')
export class OfficesController {
  constructor(
    private readonly offices: OfficesService,
    private readonly view: OfficesView,
  ) {}

  @Get()
  @Answers(200, z.array(Office))
  list(@CurrentViewer() viewer: Viewer): Promise<Office[]> {
    return this.view.list(viewer);
  }

  @Post()
  @Answers(204)
  create(@CurrentViewer() viewer: Viewer, @Body({ schema: NewOffice }) office: NewOffice): Promise<void> {
    return this.offices.create(viewer, office);
  }

  /** Ends a term before its time, and fills the seat. */
  @Post('terms/:id/end')
  @Answers(200, VacancyFilled)
  endTerm(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) id: string,
    @Body({ schema: EndTerm }) end: EndTerm,
  ): Promise<VacancyFilled> {
    return this.offices.endTerm(viewer, id, end);
  }
}
