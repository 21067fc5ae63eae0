import type { FastifyInstance } from 'fastify';
import type { CallApi } from './pages.door.ts';

const NULL_BODY = new Set([204, 205, 304]);

/** Turns Fastify's own injection into a fetch: same routes, hooks and answers as over the network. */
export function apiCaller(fastify: () => FastifyInstance): CallApi {
  return async (request) => {
    const { pathname, search } = new URL(request.url);
    const payload = request.body === null ? undefined : Buffer.from(await request.arrayBuffer());
    const answer = await fastify().inject({
      method: request.method as 'GET',
      url: pathname + search,
      headers: Object.fromEntries(request.headers),
      payload,
    });
    const headers = new Headers();
    for (const [name, value] of Object.entries(answer.headers)) {
      for (const one of Array.isArray(value) ? value : [value]) {
        if (one !== undefined) headers.append(name, String(one));
      }
    }
    return new Response(NULL_BODY.has(answer.statusCode) ? null : new Uint8Array(answer.rawPayload), {
      status: answer.statusCode,
      headers,
    });
  };
}
