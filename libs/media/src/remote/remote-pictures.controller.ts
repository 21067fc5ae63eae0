import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ProblemError } from '@app/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MediaView } from '../media.view.ts';
import { sendUpload } from '../send-upload.ts';
import { RemotePictures } from './remote-pictures.service.ts';

/** Pictures of other servers, so that a reader's browser asks only this one. */
@Controller('media/remote')
export class RemotePicturesController {
  constructor(
    private readonly pictures: RemotePictures,
    private readonly media: MediaView,
  ) {}

  @Get([':sealed/:source', ':sealed/:source/:width'])
  async show(
    @Req() request: FastifyRequest<{ Params: { width?: string } }>,
    @Res() reply: FastifyReply,
    @Param('sealed') sealed: string,
    @Param('source') source: string,
  ): Promise<void> {
    const upload = await this.media.byId(await this.pictures.open(sealed, source));
    if (!upload) throw new ProblemError('not-found');
    // Not for longer: what staff decide about a server must come to hold.
    void reply.header('cache-control', 'public, max-age=3600').header('vary', 'accept');
    await sendUpload(this.media, upload, { request, reply });
  }
}
