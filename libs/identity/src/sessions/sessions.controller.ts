import { Body, Controller, Delete, Get, Post, Req, Res } from '@nestjs/common';
import { CurrentAccount, SignIn } from '@app/contract';
import { Answers, ProblemError } from '@app/platform';
import { fromNodeHeaders } from 'better-auth/node';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccountsService } from '../accounts/accounts.service.ts';
import { AccountsView } from '../accounts/accounts.view.ts';
import { CurrentViewer, signedIn, type Viewer } from '../viewer/viewer.ts';
import { SessionsService } from './sessions.service.ts';

@Controller('api/v1/sessions')
export class SessionsController {
  constructor(
    private readonly sessions: SessionsService,
    private readonly accounts: AccountsService,
    private readonly view: AccountsView,
  ) {}

  @Post()
  @Answers(201, CurrentAccount)
  async signIn(
    @Body({ schema: SignIn }) body: SignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CurrentAccount> {
    const signedIn = await this.sessions.signIn(body, fromNodeHeaders(request.headers), request.ip);
    reply.header('set-cookie', signedIn.cookies);
    if (!('accountId' in signedIn)) throw new ProblemError('second-factor-required');
    return this.view.current(signedIn.accountId);
  }

  @Get('current')
  @Answers(200, CurrentAccount)
  current(@CurrentViewer() viewer: Viewer): Promise<CurrentAccount> {
    return this.view.current(signedIn(viewer));
  }

  @Delete('current')
  @Answers(204)
  async signOut(
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    reply.header('set-cookie', await this.accounts.leave(viewer, fromNodeHeaders(request.headers)));
  }
}
