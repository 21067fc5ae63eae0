import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { NewRollClaim, OwnRollEntry, Rule } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { OwnRollView } from './own-roll.view.ts';
import { RollClaimsService } from './roll-claims.service.ts';

@Controller('api/v1/elections/:electionId/roll')
export class RollController {
  constructor(
    private readonly own: OwnRollView,
    private readonly claims: RollClaimsService,
  ) {}

  /** Whether the viewer is on the roll, and why or why not. */
  @Get('mine')
  @Answers(200, OwnRollEntry)
  mine(
    @CurrentViewer() viewer: Viewer,
    @Param('electionId', IdPipe) electionId: string,
  ): Promise<OwnRollEntry> {
    return this.own.get(viewer, electionId);
  }

  @Post('claims')
  @Answers(204)
  claim(
    @CurrentViewer() viewer: Viewer,
    @Param('electionId', IdPipe) electionId: string,
    @Body({ schema: NewRollClaim }) claim: NewRollClaim,
  ): Promise<void> {
    return this.claims.claim(viewer, electionId, claim);
  }

  @Post('claims/:id/ruling')
  @Answers(204)
  rule(
    @CurrentViewer() viewer: Viewer,
    @Param('electionId', IdPipe) electionId: string,
    @Param('id', IdPipe) id: string,
    @Body({ schema: Rule }) rule: Rule,
  ): Promise<void> {
    return this.claims.rule(viewer, { electionId, id }, rule);
  }
}
