import { Body, Controller, Delete, Param, Post } from '@nestjs/common';
import { Nominate } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { CandidaciesService } from './candidacies.service.ts';

/** The viewer's own candidacy in an election. */
@Controller('api/v1/elections/:electionId/candidacies')
export class CandidaciesController {
  constructor(private readonly candidacies: CandidaciesService) {}

  @Post()
  @Answers(204)
  nominate(
    @CurrentViewer() viewer: Viewer,
    @Param('electionId', IdPipe) electionId: string,
    @Body({ schema: Nominate }) nomination: Nominate,
  ): Promise<void> {
    return this.candidacies.nominate(viewer, electionId, nomination);
  }

  @Delete()
  @Answers(204)
  withdraw(@CurrentViewer() viewer: Viewer, @Param('electionId', IdPipe) electionId: string): Promise<void> {
    return this.candidacies.withdraw(viewer, electionId);
  }
}
