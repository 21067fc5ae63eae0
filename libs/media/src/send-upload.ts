import { ProblemError } from '@app/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { KeptUpload, MediaView } from './media.view.ts';
import { pickVariant, variantType } from './storage/variant-key.rules.ts';

/**
 * Sends the variant of a file that fits the request. Whether it may be seen, and kept by whom, the caller
 * has decided.
 *
 * @throws ProblemError not-found when its bytes are gone
 */
export async function sendUpload(
  media: MediaView,
  upload: KeptUpload,
  { request, reply }: { request: FastifyRequest<{ Params: { width?: string } }>; reply: FastifyReply },
): Promise<void> {
  const { width } = request.params;
  const variant = pickVariant(upload.variants, { width, accept: request.headers.accept ?? '' });
  if (!variant) throw new ProblemError('not-found');
  const tag = `"${upload.id}-${variant}"`;
  void reply.header('etag', tag);
  if (request.headers['if-none-match'] === tag) {
    void reply.status(304).send();
    return;
  }
  const file = await media.open(upload.id, variant);
  if (!file) throw new ProblemError('not-found');
  void headersOf(reply, upload, variant).header('content-length', file.bytes).send(file.stream);
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
