import { Body, Controller, Delete, Get, Post, Put, Req, Res } from '@nestjs/common';
import {
  AuthenticatorSetup,
  RecoveryCodes,
  SetPassword,
  SignInMethods,
  StartAuthenticator,
} from '@app/contract';
import { Answers } from '@app/platform';
import { fromNodeHeaders } from 'better-auth/node';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PasswordsService } from '../recovery/passwords.service.ts';
import { CurrentViewer, signedIn, type Viewer } from '../viewer/viewer.ts';
import { SecondFactorService } from './second-factor.service.ts';
import { SecurityView } from './security.view.ts';

/** The viewer's own ways to sign in. */
@Controller('api/v1/sign-in-methods')
export class SecurityController {
  constructor(
    private readonly view: SecurityView,
    private readonly secondFactor: SecondFactorService,
    private readonly passwords: PasswordsService,
  ) {}

  @Get()
  @Answers(200, SignInMethods)
  methods(@CurrentViewer() viewer: Viewer, @Req() request: FastifyRequest): Promise<SignInMethods> {
    return this.view.methods(signedIn(viewer), request.headers.cookie);
  }

  @Put('password')
  @Answers(204)
  async setPassword(
    @Body({ schema: SetPassword }) body: SetPassword,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.passwords.set(body, signedIn(viewer), fromNodeHeaders(request.headers));
  }

  @Post('authenticator')
  @Answers(201, AuthenticatorSetup)
  start(
    @Body({ schema: StartAuthenticator }) body: StartAuthenticator,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
  ): Promise<AuthenticatorSetup> {
    signedIn(viewer);
    return this.secondFactor.start(body, fromNodeHeaders(request.headers));
  }

  @Post('authenticator/recovery-codes')
  @Answers(201, RecoveryCodes)
  renew(
    @Body({ schema: StartAuthenticator }) body: StartAuthenticator,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
  ): Promise<RecoveryCodes> {
    signedIn(viewer);
    return this.secondFactor.renewRecoveryCodes(body, fromNodeHeaders(request.headers));
  }

  @Delete('authenticator')
  @Answers(204)
  async remove(
    @Body({ schema: StartAuthenticator }) body: StartAuthenticator,
    @CurrentViewer() viewer: Viewer,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    signedIn(viewer);
    reply.header('set-cookie', await this.secondFactor.remove(body, fromNodeHeaders(request.headers)));
  }
}
