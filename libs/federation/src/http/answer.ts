import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** What goes back to whoever asked, bytes decided. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export const ACTIVITY_JSON = 'application/activity+json';

/** @param json a value, or JSON that is served as it is stored */
export function document(json: object | string, type = ACTIVITY_JSON): Answer {
  const body = typeof json === 'string' ? json : JSON.stringify(json);
  return {
    status: 200,
    headers: {
      'content-type': type,
      etag: `"${createHash('sha256').update(body).digest('base64url')}"`,
      'access-control-allow-origin': '*',
    },
    body,
  };
}

export function redirect(location: string, headers: Record<string, string> = {}): Answer {
  return { status: 302, headers: { location, ...headers }, body: '' };
}

export function plain(status: number, said: string, headers: Record<string, string> = {}): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }, body: said };
}

export const NOTHING_HERE = plain(404, 'There is nothing here.');

export const GONE = plain(410, 'Whoever was here has left.');

/** Writes an answer, without the body where the asker has it already or does not want it. */
export function write(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const etag = answer.headers['etag'];
  const isKnown = etag !== undefined && listed(request.headers['if-none-match']).includes(etag);
  const headers = { ...answer.headers, vary: 'Accept, Signature' };
  if (isKnown) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(answer.status, { ...headers, 'content-length': Buffer.byteLength(answer.body) });
  response.end(request.method === 'HEAD' ? undefined : answer.body);
}

function listed(header: string | undefined): string[] {
  return (header ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
}
