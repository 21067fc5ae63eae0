import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { CurrentAccount, Profile, SignUp } from '@app/contract';
import { Answers } from '@app/platform';
import { fromNodeHeaders } from 'better-auth/node';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { CurrentViewer, type Viewer } from '../viewer/viewer.ts';
import { SignUpService } from '../sign-up/sign-up.service.ts';
import { AccountsView } from './accounts.view.ts';

@Controller('api/v1/accounts')
export class AccountsController {
  constructor(
    private readonly accounts: SignUpService,
    private readonly view: AccountsView,
  ) {}

  @Post()
  @Answers(201, CurrentAccount)
  async signUp(
    @Body({ schema: SignUp }) body: SignUp,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CurrentAccount> {
    const { accountId, cookies } = await this.accounts.signUp(
      body,
      fromNodeHeaders(request.headers),
      request.ip,
    );
    reply.header('set-cookie', cookies);
    return this.view.current(accountId);
  }

  @Get(':handle')
  @Answers(200, Profile)
  profile(@CurrentViewer() viewer: Viewer, @Param('handle') handle: string): Promise<Profile> {
    return this.view.profile(handle, viewer);
  }
}
