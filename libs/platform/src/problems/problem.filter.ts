import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { type Problem, type ProblemCode, PROBLEMS } from '@app/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from './problem-error.ts';

const CODE_BY_STATUS: Record<number, ProblemCode> = {
  400: 'malformed-body',
  401: 'sign-in-required',
  403: 'not-allowed',
  404: 'not-found',
  413: 'body-too-large',
  415: 'unsupported-media-type',
  422: 'invalid-input',
  429: 'too-many-requests',
};

/** Turns whatever a controller throws into application/problem+json (RFC 9457). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const refusal = refusalOf(thrown);
    if (refusal.code === 'unexpected' || refusal.code === 'database-unavailable') {
      request.log.error({ err: thrown }, 'a request failed');
    }
    sendProblem(reply, request, refusal);
  }
}

/** Answers a problem from outside Nest's own pipeline, in the same shape. */
export function sendProblem(reply: FastifyReply, request: FastifyRequest, refusal: ProblemError): void {
  const { status, title } = PROBLEMS[refusal.code];
  const problem: Problem = {
    type: `/problems/${refusal.code}`,
    title,
    status,
    code: refusal.code,
    ...refusal.details,
    instance: request.url,
    ...(request.id === '' ? {} : { requestId: String(request.id) }),
  };
  if (refusal.details.retryAfter !== undefined) void reply.header('retry-after', refusal.details.retryAfter);
  void reply.status(status).header('content-type', 'application/problem+json').send(JSON.stringify(problem));
}

function refusalOf(thrown: unknown): ProblemError {
  if (thrown instanceof ProblemError) return thrown;
  if (isConnectionFailure(thrown)) return new ProblemError('database-unavailable', { retryAfter: 5 });
  if (holdsImpossibleText(thrown)) {
    return new ProblemError('invalid-input', { detail: 'Text must not hold the character U+0000' });
  }
  const status = thrown instanceof HttpException ? thrown.getStatus() : statusOf(thrown);
  return new ProblemError(CODE_BY_STATUS[status] ?? 'unexpected');
}

/** Fastify's own errors (a body it cannot parse) carry a statusCode instead of being HttpExceptions. */
function statusOf(thrown: unknown): number {
  return thrown instanceof Error && 'statusCode' in thrown ? Number(thrown.statusCode) : 500;
}

/** PostgreSQL cannot store U+0000, wherever in a request it comes from (22021 in text, 22P05 in jsonb). */
function holdsImpossibleText(thrown: unknown): boolean {
  return /^(?:22021|22P05)$/.test(codeOf(thrown));
}

function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
}

function isConnectionFailure(thrown: unknown): boolean {
  if (!(thrown instanceof Error)) return false;
  // PostgreSQL classes 08 (connection), 57P (shutdown) and Node's own socket errors.
  return (
    /^(?:08|57P0[123]|ECONNREFUSED|ECONNRESET|EPIPE)/.test(codeOf(thrown)) ||
    /Connection terminated/.test(thrown.message)
  );
}
