import { Body, Controller, Delete, Get, Param, Patch, Post } from '@nestjs/common';
import { DraftId, DraftStep, DraftSteps, ElectionDraft, PostAddress } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { z } from 'zod';
import { AnnouncingService } from './announcing.service.ts';
import { DraftsService } from './drafts.service.ts';

const DraftLine = DraftId.extend({ title: z.string(), missing: DraftStep.nullable() });

/** Setting up an election that officers conduct. */
@Controller('api/v1/election-drafts')
export class DraftsController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly announcing: AnnouncingService,
  ) {}

  @Get()
  @Answers(200, z.array(DraftLine))
  list(@CurrentViewer() viewer: Viewer): Promise<z.infer<typeof DraftLine>[]> {
    return this.drafts.list(viewer);
  }

  @Post()
  @Answers(201, DraftId)
  begin(@CurrentViewer() viewer: Viewer): Promise<DraftId> {
    return this.drafts.begin(viewer);
  }

  @Get(':id')
  @Answers(200, ElectionDraft)
  get(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) id: string): Promise<ElectionDraft> {
    return this.drafts.get(viewer, id);
  }

  @Patch(':id')
  @Answers(204)
  save(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) id: string,
    @Body({ schema: DraftSteps }) steps: DraftSteps,
  ): Promise<void> {
    return this.drafts.save(viewer, id, steps);
  }

  @Delete(':id')
  @Answers(204)
  discard(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) id: string): Promise<void> {
    return this.drafts.discard(viewer, id);
  }

  @Post(':id/dry-run')
  @Answers(204)
  tryOut(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) id: string): Promise<void> {
    return this.drafts.tryOut(viewer, id);
  }

  @Post(':id/announce')
  @Answers(201, PostAddress)
  announce(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) id: string): Promise<PostAddress> {
    return this.announcing.announce(viewer, id);
  }
}
