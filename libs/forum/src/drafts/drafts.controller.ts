import { Body, Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { Draft, DraftKey, SaveDraft, SavedDraft } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers } from '@app/platform';
import { z } from 'zod';
import { DraftsService } from './drafts.service.ts';
import { DraftsView } from './drafts.view.ts';

@Controller('api/v1/drafts')
export class DraftsController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly view: DraftsView,
  ) {}

  @Get()
  @Answers(200, z.array(Draft))
  own(@CurrentViewer() viewer: Viewer): Promise<Draft[]> {
    return this.view.own(viewer);
  }

  @Get(':key')
  @Answers(200, Draft)
  one(@CurrentViewer() viewer: Viewer, @Param('key', { schema: DraftKey }) key: string): Promise<Draft> {
    return this.view.one(viewer, key);
  }

  @Put(':key')
  @Answers(200, SavedDraft)
  save(
    @CurrentViewer() viewer: Viewer,
    @Param('key', { schema: DraftKey }) key: string,
    @Body({ schema: SaveDraft }) draft: SaveDraft,
  ): Promise<SavedDraft> {
    return this.drafts.save(viewer, key, draft);
  }

  @Delete(':key')
  @Answers(204)
  drop(@CurrentViewer() viewer: Viewer, @Param('key', { schema: DraftKey }) key: string): Promise<void> {
    return this.drafts.drop(viewer, key);
  }
}
