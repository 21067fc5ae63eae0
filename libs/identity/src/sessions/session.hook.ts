import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type AbstractHttpAdapter, HttpAdapterHost } from '@nestjs/core';
import { Config, ProblemError } from '@app/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fromNodeHeaders } from 'better-auth/node';
import { Credentials } from '../auth/credentials.ts';
import { whyNotFrom } from './origin.rules.ts';
import { SessionsService } from './sessions.service.ts';

/** Before every request to /api and /media: refuses what another site sent, and finds out who is looking. */
@Injectable()
export class SessionHook implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly config: Config,
    private readonly sessions: SessionsService,
    private readonly credentials: Credentials,
  ) {}

  onModuleInit(): void {
    // The command line uses the rooms without serving anything.
    if (!this.host.httpAdapter) return;
    // The command line uses this room too, and listens to nobody.
    const adapter = this.host.httpAdapter as AbstractHttpAdapter | undefined;
    const fastify: FastifyInstance | undefined = adapter?.getInstance();
    fastify?.addHook('onRequest', async (request, reply) => {
      if (/^\/(?:api|media)\//.test(request.url)) await this.meet(request, reply);
    });
  }

  private async meet(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { method, headers } = request;
    const site = headers['sec-fetch-site'];
    const refusal = whyNotFrom(
      { method, origin: headers.origin, site: Array.isArray(site) ? site[0] : site },
      new URL(this.config.publicUrl).origin,
    );
    if (refusal) throw new ProblemError(refusal);

    const { viewer, renewable } = await this.sessions.look(headers);
    request.viewer = viewer;
    if (renewable) reply.header('set-cookie', await this.credentials.renew(fromNodeHeaders(headers)));
  }
}
