import { Body, Controller, Param, Post } from '@nestjs/common';
import { Rule, WrittenReason } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { ChallengesService } from './challenges.service.ts';

@Controller('api/v1/elections/:electionId/challenges')
export class ChallengesController {
  constructor(private readonly challenges: ChallengesService) {}

  @Post()
  @Answers(204)
  raise(
    @CurrentViewer() viewer: Viewer,
    @Param('electionId', IdPipe) electionId: string,
    @Body({ schema: WrittenReason }) { text }: WrittenReason,
  ): Promise<void> {
    return this.challenges.raise(viewer, electionId, text);
  }

  @Post(':id/ruling')
  @Answers(204)
  rule(
    @CurrentViewer() viewer: Viewer,
    @Param('electionId', IdPipe) electionId: string,
    @Param('id', IdPipe) id: string,
    @Body({ schema: Rule }) rule: Rule,
  ): Promise<void> {
    return this.challenges.rule(viewer, { electionId, id }, rule);
  }
}
