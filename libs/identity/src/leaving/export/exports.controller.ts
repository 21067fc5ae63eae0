import type { Readable } from 'node:stream';
import { Controller, Get, Post, Res } from '@nestjs/common';
import { AccountExport } from '@app/contract';
import { Answers } from '@app/platform';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { CurrentViewer, signedIn, type Viewer } from '../../viewer/viewer.ts';
import { ExportsService } from './exports.service.ts';

/** A ZIP archive. */
const Archive = z.string();

@Controller('api/v1/profile/export')
export class ExportsController {
  constructor(private readonly exports: ExportsService) {}

  @Get()
  @Answers(200, AccountExport)
  see(@CurrentViewer() viewer: Viewer): Promise<AccountExport> {
    return this.exports.see(signedIn(viewer));
  }

  @Post()
  @Answers(202, AccountExport)
  ask(@CurrentViewer() viewer: Viewer): Promise<AccountExport> {
    return this.exports.ask(signedIn(viewer));
  }

  @Get('archive')
  @Answers(200, Archive)
  async open(
    @CurrentViewer() viewer: Viewer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable> {
    const { stream, bytes } = await this.exports.open(signedIn(viewer));
    // Set only now: a refusal is no attachment.
    reply.header('content-type', 'application/zip');
    reply.header('content-length', bytes);
    reply.header('content-disposition', 'attachment; filename="folkmoot-account.zip"');
    reply.header('cache-control', 'no-store');
    return stream;
  }
}
