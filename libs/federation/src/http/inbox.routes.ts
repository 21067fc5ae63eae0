import { on } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { Config } from '@app/platform';
import { HostBuckets } from '../inbox/host-buckets.ts';
import { HostRules } from '../hosts/host-rules.ts';
import { ReceiveService } from '../inbox/receive.service.ts';
import { type Answer, plain } from './answer.ts';
import { hostOfKey } from './key-host.rules.ts';

const MAX_BYTES = 1024 * 1024;

/** Who sends a message more slowly than this is cut off. */
const LONGEST_MS = 15_000;
const CONTENT_TYPE = /^application\/(?:activity\+json|ld\+json)\b/i;

/** Messages from other servers, as raw bytes: their digest is over exactly these. */
@Injectable()
export class InboxRoutes {
  private readonly buckets = new HostBuckets();

  constructor(
    private readonly messages: ReceiveService,
    private readonly config: Config,
    private readonly rules: HostRules,
  ) {}

  async receive(request: IncomingMessage): Promise<Answer> {
    const seconds = this.buckets.take(this.sender(request), Date.now());
    if (seconds > 0) return plain(429, 'Too many messages.', { 'retry-after': String(seconds) });
    // Nothing is fetched to find out whether somebody lies about being unwelcome.
    if (await this.rules.isDenied(hostOfKey(request.headers)))
      return plain(403, 'This server does not talk to yours.');
    if (!CONTENT_TYPE.test(request.headers['content-type'] ?? ''))
      return plain(415, 'An inbox takes application/activity+json.');
    const body = await read(request);
    if (body === 'too-large') return plain(413, 'A message may have 1 MiB.', { connection: 'close' });
    if (body === 'too-slow') return plain(408, 'This takes too long.', { connection: 'close' });
    const path = request.url ?? '/';
    const { status, said, retryAfter } = await this.messages.receive({
      path,
      headers: headersOf(request),
      body,
    });
    return plain(status, said, retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) });
  }

  /** Behind a proxy the last address in the list is the one that the proxy itself saw. */
  private sender({ headers, socket }: IncomingMessage): string {
    const forwarded = this.config.trustProxy ? String(headers['x-forwarded-for'] ?? '') : '';
    return forwarded.split(',').at(-1)?.trim() || (socket.remoteAddress ?? '');
  }
}

async function read(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | 'too-large' | 'too-slow'> {
  const chunks: Buffer[] = [];
  let size = 0;
  const timer = AbortSignal.timeout(LONGEST_MS);
  const chunksIn = on(request, 'data', { close: ['end', 'close'], signal: timer });
  try {
    for await (const [chunk] of chunksIn as AsyncIterable<[Buffer]>) {
      size += chunk.length;
      if (size > MAX_BYTES) return 'too-large';
      chunks.push(chunk);
    }
  } catch (error) {
    if (timer.aborted) return 'too-slow';
    throw error;
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** Those of the connection itself are no part of the message. */
export function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const { connection: _, 'transfer-encoding': __, 'keep-alive': ___, expect: ____, ...rest } = headers;
  return Object.fromEntries(
    Object.entries(rest).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  );
}
