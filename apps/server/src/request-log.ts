import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify';
import { type Logger, pino } from 'pino';

declare module 'node:http' {
  interface IncomingMessage {
    /** By which pattern it was answered; times and spans are named by it. */
    route?: string;
  }
}

const SAID_NOTHING = pino({ level: 'silent' });
const GIVEN_ID = /^[\w.-]{8,64}$/;

/** A ballot leaves no line, no time and no id (governance.md §4.4); errors of this route are not logged either. */
export function isBallot(url: string | undefined): boolean {
  return /^\/ballots(?:[/?]|$)/.test(url ?? '');
}

/** Who collected a ballot when is nobody's business either; its failures are logged as such, without the account. */
const COLLECTING = '/api/v1/elections/:electionId/credentials';

/** Whether a request must leave no trace in times and counts: ballots, and the collecting of the right to cast one. */
export function isSecret(url: string | undefined): boolean {
  return isBallot(url) || /^\/api\/v1\/elections\/[^/]+\/credentials(?:[/?]|$)/.test(url ?? '');
}

/** The id a client or proxy gave this request, if it is plain enough for a log, else a new one. */
export function requestIdOf(request: IncomingMessage): string {
  if (isBallot(request.url)) return '';
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && GIVEN_ID.test(given) ? given : randomUUID();
}

/** How Fastify names requests and logs, in place of its own lines, which hold addresses with their queries. */
export const REQUEST_LOGGING = {
  genReqId: requestIdOf,
  logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
  childLoggerFactory: (logger, bindings, options, request) =>
    isBallot(request.url) ? SAID_NOTHING : logger.child(bindings, options),
} satisfies FastifyServerOptions;

/** One line for each request to the API: who asked what, by route pattern, and how it went; never what was sent. */
export function logRequests(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (request.id !== '') void reply.header('x-request-id', request.id);
    done();
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    if (request.routeOptions.url === COLLECTING) return done();
    if (request.routeOptions.url !== undefined) request.raw.route = request.routeOptions.url;
    request.log.info(
      {
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        accountId: request.viewer?.accountId ?? null,
      },
      'request',
    );
    done();
  });
}

/** The same line for what does not go through Fastify (pages, ActivityPub), with the path for a pattern. */
export function logPassage(log: Logger, request: IncomingMessage, response: ServerResponse): void {
  const began = performance.now();
  const requestId = requestIdOf(request);
  // Handed on to the API, so that a page and what it asked for carry one id.
  request.headers['x-request-id'] = requestId;
  response.setHeader('x-request-id', requestId);
  const [path] = (request.url ?? '/').split('?');
  response.once('close', () => {
    const ms = Math.round(performance.now() - began);
    log.info({ requestId, method: request.method, path, status: response.statusCode, ms }, 'request');
  });
}
