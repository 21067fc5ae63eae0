import { Body, Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { ChangeRelation, Relation, WriteNote } from '@app/contract';
import { Answers } from '@app/platform';
import { z } from 'zod';
import { CurrentViewer, signedIn, type Viewer } from '../viewer/viewer.ts';
import { RelationsService } from './relations.service.ts';
import { RelationsView } from './relations.view.ts';

@Controller('api/v1')
export class RelationsController {
  constructor(
    private readonly relations: RelationsService,
    private readonly view: RelationsView,
  ) {}

  @Get('relations')
  @Answers(200, z.array(Relation))
  list(@CurrentViewer() viewer: Viewer): Promise<Relation[]> {
    return this.view.list(signedIn(viewer));
  }

  @Put('accounts/:handle/relation')
  @Answers(204)
  set(
    @CurrentViewer() viewer: Viewer,
    @Param('handle') handle: string,
    @Body({ schema: ChangeRelation }) { kind }: ChangeRelation,
  ): Promise<void> {
    return this.relations.set(signedIn(viewer), handle, kind);
  }

  @Delete('accounts/:handle/relation')
  @Answers(204)
  clear(@CurrentViewer() viewer: Viewer, @Param('handle') handle: string): Promise<void> {
    return this.relations.clear(signedIn(viewer), handle);
  }

  @Put('accounts/:handle/note')
  @Answers(204)
  note(
    @CurrentViewer() viewer: Viewer,
    @Param('handle') handle: string,
    @Body({ schema: WriteNote }) { text }: WriteNote,
  ): Promise<void> {
    return this.relations.note(signedIn(viewer), handle, text);
  }
}
