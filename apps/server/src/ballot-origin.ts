import type { FastifyInstance } from 'fastify';
import type { Door } from './door.ts';
import { isBallot } from './request-log.ts';

/** On the host of the ballots there is nothing but the ballots: no page, no session, no cookie that could be sent along. */
export function ballotHostDoor(ballotOrigin: string): Door {
  const { host } = new URL(ballotOrigin);
  return {
    name: 'ballots',
    wants: ({ url, headers }) => headers.host === host && !isBallot(url),
    enter: (_, response) => response.writeHead(404).end(),
  };
}

/** Lets the site's pages, and no others, cast ballots at that host. */
export function letSiteCast(fastify: FastifyInstance, publicUrl: string): void {
  const { origin } = new URL(publicUrl);
  fastify.addHook('onRequest', async (request, reply) => {
    if (!isBallot(request.url)) return;
    void reply.header('access-control-allow-origin', origin).header('vary', 'origin');
    if (request.method !== 'OPTIONS') return;
    return reply
      .header('access-control-allow-methods', 'POST')
      .header('access-control-allow-headers', 'content-type')
      .header('access-control-max-age', '86400')
      .code(204)
      .send();
  });
}
