import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Config, ProblemError } from '@app/platform';
import { parseCookies } from 'better-auth/cookies';
import { fromNodeHeaders } from 'better-auth/node';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Auth } from '../auth/auth.ts';
import { seal, unseal } from './begun-cookie.ts';
import { OidcService } from './oidc.service.ts';

const COOKIE = 'folkmoot.oidc';
const LIFETIME_SECONDS = 600;

/** The two addresses of a sign-in through another site: on the way there, and back. */
@Controller('api/auth/oidc')
@ApiExcludeController()
export class OidcController {
  constructor(
    private readonly oidc: OidcService,
    private readonly auth: Auth,
    private readonly config: Config,
  ) {}

  @Get(':slug')
  async begin(
    @Param('slug') slug: string,
    @Query('back') back: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { url, begun } = await this.oidc.begin(slug);
    const until = Date.now() + LIFETIME_SECONDS * 1000;
    const kept = seal({ slug, ...begun, back: this.path(back), until }, this.auth.secret);
    reply.header('set-cookie', this.cookie(kept, LIFETIME_SECONDS));
    await reply.status(302).header('location', url).send();
  }

  @Get(':slug/callback')
  async finish(
    @Param('slug') slug: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const sealed = parseCookies(request.headers.cookie ?? '').get(COOKIE);
    const kept = unseal(sealed, this.auth.secret, Date.now());
    reply.header('set-cookie', this.cookie('', 0));
    try {
      if (kept?.slug !== slug) throw new ProblemError('outdated-link');
      const { cookies } = await this.oidc.finish(slug, request.url, kept, fromNodeHeaders(request.headers));
      reply.header('set-cookie', cookies);
      await reply.status(302).header('location', kept.back).send();
    } catch (error) {
      // The person stands at a page of ours again, not before a line of JSON.
      const code = error instanceof ProblemError ? error.code : 'provider-failed';
      if (!(error instanceof ProblemError))
        request.log.warn({ err: error }, 'a sign-in at a provider failed');
      await reply.status(302).header('location', `/login?refused=${code}`).send();
    }
  }

  private cookie(value: string, maxAge: number): string {
    const secure = this.config.publicUrl.startsWith('https://') ? '; Secure' : '';
    return `${COOKIE}=${value}; Max-Age=${maxAge}; Path=/api/auth/oidc; HttpOnly${secure}; SameSite=Lax`;
  }

  /** An address of this site; browsers read `//x` and `/\x` as others. */
  private path(back = '/'): string {
    const here = new URL(this.config.publicUrl);
    if (!back.startsWith('/') || !URL.canParse(back, here)) return '/';
    const { origin, pathname, search } = new URL(back, here);
    return origin === here.origin ? pathname + search : '/';
  }
}
