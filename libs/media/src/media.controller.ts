import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ProblemError } from '@app/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { MediaGates } from './media-gates.ts';
import { type KeptUpload, MediaView } from './media.view.ts';
import { pickVariant, variantType } from './storage/variant-key.rules.ts';

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
    if (!upload) throw new ProblemError('not-found');
    const audience = await this.gates.audience(upload, request);
    if (audience === 'nobody') throw new ProblemError('not-found');
    const { width } = request.params;
    const variant = pickVariant(upload.variants, { width, accept: request.headers.accept ?? '' });
    if (!variant) throw new ProblemError('not-found');

    const tag = `"${id}-${variant}"`;
    // What only some may see must not be kept where others look; what all may see may stop being so.
    const keeping = upload.purpose === 'post' ? 'max-age=3600' : 'max-age=31536000, immutable';
    void reply
      .header('cache-control', audience === 'everyone' ? `public, ${keeping}` : 'private, no-cache')
      .header('vary', audience === 'everyone' ? 'accept' : 'accept, cookie')
      .header('etag', tag);
    if (request.headers['if-none-match'] === tag) {
      void reply.status(304).send();
      return;
    }
    const file = await this.media.open(id, variant);
    if (!file) throw new ProblemError('not-found');
    void headersOf(reply, upload, variant).header('content-length', file.bytes).send(file.stream);
  }
}

/** Nothing in a file may run or be taken for something else, also when it is opened by itself. */
function headersOf(reply: FastifyReply, { name, mediaType }: KeptUpload, variant: string): FastifyReply {
  const isImage = mediaType.startsWith('image/');
  const shownAs = isImage ? name.replace(/\.[^.]*$/, `.${variant.split('.')[1]}`) : name;
  return reply
    .header('content-type', variantType(variant, mediaType))
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', `default-src 'none'; style-src 'unsafe-inline'; sandbox`)
    .header('cross-origin-resource-policy', 'cross-origin')
    .header(
      'content-disposition',
      `${isImage ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(shownAs)}`,
    );
}
