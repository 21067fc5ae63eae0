import { Body, Controller, Param, Post } from '@nestjs/common';
import { BallotCredential, CollectBallot } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { CredentialsService } from './credentials.service.ts';

@Controller('api/v1/elections/:electionId/credentials')
export class CredentialsController {
  constructor(private readonly credentials: CredentialsService) {}

  @Post()
  @Answers(200, BallotCredential)
  collect(
    @CurrentViewer() viewer: Viewer,
    @Param('electionId', IdPipe) electionId: string,
    @Body({ schema: CollectBallot }) request: CollectBallot,
  ): Promise<BallotCredential> {
    return this.credentials.collect(viewer, electionId, request);
  }
}
