import { Body, Controller, Delete, Param, Post } from '@nestjs/common';
import { Nominate, Propose, Rule, Scrutinise, WrittenReason } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { NominationsService } from './nominations.service.ts';

/** Candidacies in an election that officers conduct. */
@Controller('api/v1/elections/:electionId/nominations')
export class NominationsController {
  constructor(private readonly nominations: NominationsService) {}

  @Post()
  @Answers(204)
  propose(
    @CurrentViewer() viewer: Viewer,
    @Param('electionId', IdPipe) electionId: string,
    @Body({ schema: Propose }) proposed: Propose,
  ): Promise<void> {
    return this.nominations.propose(viewer, electionId, proposed);
  }

  @Post('accept')
  @Answers(204)
  accept(
    @CurrentViewer() viewer: Viewer,
    @Param('electionId', IdPipe) electionId: string,
    @Body({ schema: Nominate }) { statement }: Nominate,
  ): Promise<void> {
    return this.nominations.accept(viewer, electionId, statement);
  }

  @Delete('accept')
  @Answers(204)
  decline(@CurrentViewer() viewer: Viewer, @Param('electionId', IdPipe) electionId: string): Promise<void> {
    return this.nominations.decline(viewer, electionId);
  }

  @Post('appeal')
  @Answers(204)
  appeal(
    @CurrentViewer() viewer: Viewer,
    @Param('electionId', IdPipe) electionId: string,
    @Body({ schema: WrittenReason }) { text }: WrittenReason,
  ): Promise<void> {
    return this.nominations.appeal(viewer, electionId, text);
  }

  @Post(':handle/seconds')
  @Answers(204)
  second(
    @CurrentViewer() viewer: Viewer,
    @Param('electionId', IdPipe) electionId: string,
    @Param('handle') handle: string,
  ): Promise<void> {
    return this.nominations.second(viewer, electionId, handle);
  }

  @Post(':handle/decision')
  @Answers(204)
  scrutinise(
    @CurrentViewer() viewer: Viewer,
    @Param('electionId', IdPipe) electionId: string,
    @Param('handle') handle: string,
    @Body({ schema: Scrutinise }) decision: Scrutinise,
  ): Promise<void> {
    return this.nominations.scrutinise(viewer, { electionId, handle }, decision);
  }

  @Post(':handle/ruling')
  @Answers(204)
  rule(
    @CurrentViewer() viewer: Viewer,
    @Param('electionId', IdPipe) electionId: string,
    @Param('handle') handle: string,
    @Body({ schema: Rule }) ruling: Rule,
  ): Promise<void> {
    return this.nominations.ruleAppeal(viewer, { electionId, handle }, ruling);
  }
}
