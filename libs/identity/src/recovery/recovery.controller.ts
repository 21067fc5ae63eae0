import { Body, Controller, Post, Req } from '@nestjs/common';
import { AskPasswordReset, RedeemPasswordReset, VerifyEmail } from '@app/contract';
import { Answers } from '@app/platform';
import type { FastifyRequest } from 'fastify';
import { CurrentViewer, signedIn, type Viewer } from '../viewer/viewer.ts';
import { RecoveryService } from './recovery.service.ts';

@Controller('api/v1')
export class RecoveryController {
  constructor(private readonly recovery: RecoveryService) {}

  @Post('password-resets')
  @Answers(204)
  ask(
    @Body({ schema: AskPasswordReset }) body: AskPasswordReset,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.recovery.ask(body, request.ip);
  }

  @Post('password-resets/redeem')
  @Answers(204)
  redeem(
    @Body({ schema: RedeemPasswordReset }) body: RedeemPasswordReset,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.recovery.redeem(body, request.ip);
  }

  @Post('sessions/current/verification-mail')
  @Answers(204)
  askVerification(@CurrentViewer() viewer: Viewer): Promise<void> {
    return this.recovery.askVerification(signedIn(viewer));
  }

  @Post('email-verifications')
  @Answers(204)
  verify(
    @Body({ schema: VerifyEmail }) body: VerifyEmail,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.recovery.verify(body, viewer, request.ip);
  }
}
