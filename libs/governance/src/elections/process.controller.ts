import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ElectionAct, ElectionActed, ElectionProcess, GovEvents } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { GovEventsView } from '../events/gov-events.view.ts';
import { ConductingService } from './conducting.service.ts';
import { DryRunService } from './dry-run.service.ts';
import { ProcessView } from './process.view.ts';

/** An election as those who conduct it see it. */
@Controller('api/v1/elections/:electionId')
export class ProcessController {
  constructor(
    private readonly view: ProcessView,
    private readonly conducting: ConductingService,
    private readonly dryRun: DryRunService,
    private readonly events: GovEventsView,
  ) {}

  @Get('process')
  @Answers(200, ElectionProcess)
  process(
    @CurrentViewer() viewer: Viewer,
    @Param('electionId', IdPipe) electionId: string,
  ): Promise<ElectionProcess> {
    return this.view.get(viewer, electionId);
  }

  @Post('process')
  @Answers(200, ElectionActed)
  act(
    @CurrentViewer() viewer: Viewer,
    @Param('electionId', IdPipe) electionId: string,
    @Body({ schema: ElectionAct }) act: ElectionAct,
  ): Promise<ElectionActed> {
    return this.conducting.act(viewer, electionId, act);
  }

  @Post('dry-run')
  @Answers(204)
  tryOut(@CurrentViewer() viewer: Viewer, @Param('electionId', IdPipe) electionId: string): Promise<void> {
    return this.dryRun.run(viewer, electionId);
  }

  @Get('events')
  @Answers(200, GovEvents)
  log(@CurrentViewer() viewer: Viewer, @Param('electionId', IdPipe) electionId: string): Promise<GovEvents> {
    return this.events.ofTopic(viewer, electionId);
  }
}
