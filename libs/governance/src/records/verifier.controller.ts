import { readFile } from 'node:fs/promises';
import { Controller, Get, Res } from '@nestjs/common';
import { Answers, ProblemError } from '@app/platform';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { VERIFIER_PAGE } from '../keys/software.ts';

const Page = z.string();

/** The verifier of records as one file, to be kept and opened away from this server. */
@Controller('api/v1/verifier.html')
export class VerifierController {
  @Get()
  @Answers(200, Page)
  async page(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const page = await readFile(VERIFIER_PAGE, 'utf8').catch(() => null);
    if (page === null) throw new ProblemError('not-found');
    reply.header('content-type', 'text/html; charset=utf-8');
    reply.header('content-disposition', 'attachment; filename="folkmoot-verifier.html"');
    return page;
  }
}
