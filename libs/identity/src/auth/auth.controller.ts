import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MailLinks } from './mail-links.ts';

/** Where links in mails lead. What else better-auth offers stays closed: our own API knows accounts and limits. */
@Controller('api/auth')
@ApiExcludeController()
export class AuthController {
  constructor(private readonly links: MailLinks) {}

  @Get('verify-email')
  async verify(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const { status, location } = await this.links.follow(request.url);
    if (location !== null) reply.header('location', location);
    await reply.status(status).send();
  }
}
