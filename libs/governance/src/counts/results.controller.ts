import type { Readable } from 'node:stream';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { BallotFile, BallotLog, CurrentProgress, ElectionResult, StoredBallots } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import type { FastifyReply } from 'fastify';
import { ResultsView } from './results.view.ts';

@Controller('api/v1/elections/:electionId')
export class ResultsController {
  constructor(private readonly results: ResultsView) {}

  @Get('result')
  @Answers(200, ElectionResult)
  result(
    @CurrentViewer() viewer: Viewer,
    @Param('electionId', IdPipe) electionId: string,
  ): Promise<ElectionResult> {
    return this.results.result(viewer, electionId);
  }

  @Get('ballots')
  @Answers(200, StoredBallots)
  async ballots(
    @CurrentViewer() viewer: Viewer,
    @Param('electionId', IdPipe) electionId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable> {
    return asJson(reply, await this.results.ballots(viewer, electionId));
  }

  @Get('log')
  @Answers(200, BallotLog)
  async log(
    @CurrentViewer() viewer: Viewer,
    @Param('electionId', IdPipe) electionId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable> {
    return asJson(reply, await this.results.log(viewer, electionId));
  }

  @Get('progress')
  @Answers(200, CurrentProgress)
  async progress(
    @CurrentViewer() viewer: Viewer,
    @Param('electionId', IdPipe) electionId: string,
  ): Promise<CurrentProgress> {
    return { closing: await this.results.progress(viewer, electionId) };
  }

  @Get('ballots.blt')
  @Answers(200, BallotFile)
  async ballotFile(
    @CurrentViewer() viewer: Viewer,
    @Param('electionId', IdPipe) electionId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const file = await this.results.ballotFile(viewer, electionId);
    // Set only now: a refusal is no attachment.
    reply.header('content-type', 'text/plain; charset=utf-8');
    reply.header('content-disposition', `attachment; filename="election-${electionId}.blt"`);
    return file;
  }
}

/** Says what is streamed; only now, since a refusal says it of itself. */
function asJson(reply: FastifyReply, text: Readable): Readable {
  reply.header('content-type', 'application/json; charset=utf-8');
  return text;
}
