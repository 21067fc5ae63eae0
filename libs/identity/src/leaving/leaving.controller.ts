import type { Readable } from 'node:stream';
import { Body, Controller, Get, Post, Res } from '@nestjs/common';
import { EraseAccount, ErasureReceipt } from '@app/contract';
import { Answers } from '@app/platform';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { CurrentViewer, signedIn, type Viewer } from '../viewer/viewer.ts';
import { LeavingService } from './leaving.service.ts';

/** A ZIP archive. */
const Archive = z.string();

@Controller('api/v1/profile')
export class LeavingController {
  constructor(private readonly leaving: LeavingService) {}

  @Get('export')
  @Answers(200, Archive)
  async takeAlong(
    @CurrentViewer() viewer: Viewer,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Readable> {
    const archive = await this.leaving.takeAlong(signedIn(viewer));
    // Set only now: a refusal is no attachment.
    reply.header('content-type', 'application/zip');
    reply.header('content-disposition', 'attachment; filename="folkmoot-account.zip"');
    reply.header('cache-control', 'no-store');
    return archive;
  }

  @Post('erasure')
  @Answers(200, ErasureReceipt)
  erase(
    @CurrentViewer() viewer: Viewer,
    @Body({ schema: EraseAccount }) wish: EraseAccount,
  ): Promise<ErasureReceipt> {
    return this.leaving.erase(signedIn(viewer), wish);
  }
}
