import { Body, Controller, Get, Headers, Param, Post, Put } from '@nestjs/common';
import { AnswerSense, NewSenseCheck, SenseCheck, SenseCheckAddress, SenseReasons } from '@app/contract';
import { CurrentViewer, type Viewer } from '@app/identity';
import { Answers, IdPipe } from '@app/platform';
import { SenseAnswersService } from './sense-answers.service.ts';
import { SenseChecksService } from './sense-checks.service.ts';
import { SenseChecksView } from './sense-checks.view.ts';

/** How a topic feels. */
@Controller('api/v1')
export class SenseChecksController {
  constructor(
    private readonly checks: SenseChecksService,
    private readonly answers: SenseAnswersService,
    private readonly view: SenseChecksView,
  ) {}

  @Post('topics/:topicId/sense-checks')
  @Answers(201, SenseCheckAddress)
  open(
    @CurrentViewer() viewer: Viewer,
    @Param('topicId', IdPipe) topicId: string,
    @Body({ schema: NewSenseCheck }) check: NewSenseCheck,
    @Headers('idempotency-key') key: string | undefined,
  ): Promise<SenseCheckAddress> {
    return this.checks.open(viewer, topicId, check, key);
  }

  @Get('sense-checks/:id')
  @Answers(200, SenseCheck)
  get(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) id: string): Promise<SenseCheck> {
    return this.view.get(viewer, id);
  }

  @Put('sense-checks/:id/answer')
  @Answers(204)
  answer(
    @CurrentViewer() viewer: Viewer,
    @Param('id', IdPipe) id: string,
    @Body({ schema: AnswerSense }) answer: AnswerSense,
  ): Promise<void> {
    return this.answers.answer(viewer, id, answer);
  }

  @Get('sense-checks/:id/reasons')
  @Answers(200, SenseReasons)
  reasons(@CurrentViewer() viewer: Viewer, @Param('id', IdPipe) id: string): Promise<SenseReasons> {
    return this.view.reasons(viewer, id);
  }
}
