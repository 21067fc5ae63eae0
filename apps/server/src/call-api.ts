import type { FastifyInstance } from 'fastify';
import type { ApiFor } from './pages.door.ts';

const NULL_BODY = new Set([204, 205, 304]);

/** Whose request it is; the visitor's word counts here, not what the page wrote. */
const VISITORS_OWN = ['x-forwarded-for', 'x-request-id', 'user-agent'];

/**
 * Turns Fastify's own injection into a fetch: same routes, hooks and answers as over the network, on
 * behalf of the visitor whose page asks.
 */
export function apiCaller(fastify: () => FastifyInstance): ApiFor {
  return (visitor) => async (request) => {
    const { pathname, search } = new URL(request.url);
    const payload = request.body === null ? undefined : Buffer.from(await request.arrayBuffer());
    const sent = Object.fromEntries(request.headers);
    // The page has checked where its form came from; from here on it is not a browser that asks.
    delete sent['origin'];
    for (const name of VISITORS_OWN) {
      const value = visitor.headers[name];
      if (typeof value === 'string') sent[name] = value;
      else delete sent[name];
    }
    const answer = await fastify().inject({
      method: request.method as 'GET',
      url: pathname + search,
      headers: sent,
      remoteAddress: visitor.socket.remoteAddress ?? '127.0.0.1',
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
