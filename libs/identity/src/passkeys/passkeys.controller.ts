import { Body, Controller, Delete, Param, Post, Req, Res } from '@nestjs/common';
import { AskPasskey, CurrentAccount, NewPasskey, PasskeyChallenge, UsePasskey } from '@app/contract';
import { Answers } from '@app/platform';
import { fromNodeHeaders } from 'better-auth/node';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AccountsView } from '../accounts/accounts.view.ts';
import { CurrentViewer, type Viewer } from '../viewer/viewer.ts';
import { PasskeysService } from './passkeys.service.ts';

@Controller('api/v1')
export class PasskeysController {
  constructor(
    private readonly passkeys: PasskeysService,
    private readonly accounts: AccountsView,
  ) {}

  @Post('passkeys/challenges')
  @Answers(200, PasskeyChallenge)
  async ask(
    @Body({ schema: AskPasskey }) body: AskPasskey,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
  ): Promise<PasskeyChallenge> {
    return { options: { ...(await this.passkeys.ask(body, viewer, request.ip)) } };
  }

  @Post('sessions/passkey')
  @Answers(201, CurrentAccount)
  async signIn(
    @Body({ schema: UsePasskey }) body: UsePasskey,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CurrentAccount> {
    const { accountId, cookies } = await this.passkeys.signIn(body, fromNodeHeaders(request.headers));
    reply.header('set-cookie', cookies);
    return this.accounts.current(accountId);
  }

  @Post('passkeys')
  @Answers(204)
  add(@Body({ schema: NewPasskey }) body: NewPasskey, @CurrentViewer() viewer: Viewer): Promise<void> {
    return this.passkeys.add(body, viewer);
  }

  @Delete('passkeys/:id')
  @Answers(204)
  remove(@Param('id') id: string, @CurrentViewer() viewer: Viewer): Promise<void> {
    return this.passkeys.remove(id, viewer);
  }
}
