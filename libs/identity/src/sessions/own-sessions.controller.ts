import { Body, Controller, Delete, Get, Param, Post, Req, Res } from '@nestjs/common';
import { CurrentAccount, SecondFactor, Session } from '@app/contract';
import { Answers } from '@app/platform';
import { fromNodeHeaders } from 'better-auth/node';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AccountsView } from '../accounts/accounts.view.ts';
import { SecondFactorService } from '../second-factor/second-factor.service.ts';
import { SecurityView } from '../second-factor/security.view.ts';
import { CurrentViewer, signedIn, type Viewer } from '../viewer/viewer.ts';
import { SessionEndsService } from './session-ends.service.ts';

/** The browsers in which the viewer is signed in, and the code that completes a session. */
@Controller('api/v1/sessions')
export class OwnSessionsController {
  constructor(
    private readonly accounts: AccountsView,
    private readonly security: SecurityView,
    private readonly secondFactor: SecondFactorService,
    private readonly ends: SessionEndsService,
  ) {}

  @Get()
  @Answers(200, z.array(Session))
  list(@CurrentViewer() viewer: Viewer, @Req() request: FastifyRequest): Promise<Session[]> {
    return this.security.sessions(signedIn(viewer), request.headers.cookie);
  }

  @Post('second-factor')
  @Answers(201, CurrentAccount)
  async prove(
    @Body({ schema: SecondFactor }) body: SecondFactor,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CurrentAccount> {
    const headers = fromNodeHeaders(request.headers);
    const place = viewer.accountId ?? request.ip;
    const { accountId, cookies } = await this.secondFactor.prove(body, headers, place);
    if (cookies.length > 0) reply.header('set-cookie', cookies);
    return this.accounts.current(accountId);
  }

  @Delete()
  @Answers(204)
  endOthers(@CurrentViewer() viewer: Viewer, @Req() request: FastifyRequest): Promise<void> {
    return this.ends.endOthers(signedIn(viewer), request.headers);
  }

  @Delete(':id')
  @Answers(204)
  end(@CurrentViewer() viewer: Viewer, @Param('id') id: string): Promise<void> {
    return this.ends.end(signedIn(viewer), id);
  }
}
