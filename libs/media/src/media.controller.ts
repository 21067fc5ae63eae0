import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ProblemError } from '@app/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { MediaGates } from './media-gates.ts';
import { MediaView } from './media.view.ts';
import { sendUpload } from './send-upload.ts';

const Uuid = z.uuid();

/** Files as browsers and other servers fetch them. */
@Controller('media')
export class MediaController {
  constructor(
    private readonly media: MediaView,
    private readonly gates: MediaGates,
  ) {}

  @Get([':id', ':id/:width'])
  async show(
    @Req() request: FastifyRequest<{ Params: { id: string; width?: string } }>,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<void> {
    const upload = Uuid.safeParse(id).success ? await this.media.byId(id) : null;
    // What other servers made is shown under the address that names them.
    if (!upload || upload.purpose === 'remote') throw new ProblemError('not-found');
    const audience = await this.gates.audience(upload, request);
    if (audience === 'nobody') throw new ProblemError('not-found');
    // What only some may see must not be kept where others look; what all may see may stop being so.
    const keeping = upload.purpose === 'post' ? 'max-age=3600' : 'max-age=31536000, immutable';
    void reply
      .header('cache-control', audience === 'everyone' ? `public, ${keeping}` : 'private, no-cache')
      .header('vary', audience === 'everyone' ? 'accept' : 'accept, cookie');
    await sendUpload(this.media, upload, { request, reply });
  }
}
