import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Config } from '../config/config.ts';
import { Agent, type Dispatcher, request } from 'undici';
import { guardedLookup } from './guarded-lookup.ts';
import { RemoteFailure } from './remote-failure.ts';
import { whyNotTalkTo } from './outgoing-url.ts';

const MAX_BYTES = 1024 * 1024;
const CONNECT_MS = 5000;

export interface OutgoingRequest {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body?: Uint8Array;
  timeoutMs: number;
  /** How large the answer may be; 1 MiB if absent. */
  mostBytes?: number;
}

export interface OutgoingAnswer {
  status: number;
  headers: Record<string, string | undefined>;
  body: Buffer;
}

/** The only way out: every request to another server passes here, is checked, limited and cut off in time. */
@Injectable()
export class OutgoingClient implements OnModuleDestroy {
  private readonly agent: Agent;
  private readonly allowPrivate: boolean;
  private readonly userAgent: string;

  constructor(config: Config) {
    this.allowPrivate = config.mayReachPrivateHosts;
    this.userAgent = `Folkmoot (+${config.publicUrl})`;
    this.agent = new Agent({
      connect: this.allowPrivate ? { timeout: CONNECT_MS } : { timeout: CONNECT_MS, lookup: guardedLookup },
    });
  }

  /**
   * Sends one request and reads the whole answer; redirects are answers too.
   *
   * @throws RemoteFailure refused, unreachable (also past the timeout), invalid (too large)
   */
  async send({ method, url, headers, body, timeoutMs, mostBytes }: OutgoingRequest): Promise<OutgoingAnswer> {
    const refusal = whyNotTalkTo(url, this.allowPrivate);
    if (refusal) throw new RemoteFailure('refused', `${url.slice(0, 200)}: ${refusal}`);
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const answer = await request(url, {
        method,
        headers: { 'user-agent': this.userAgent, ...headers },
        body: body ?? null,
        dispatcher: this.agent,
        signal,
      });
      return {
        status: answer.statusCode,
        headers: single(answer.headers),
        body: await read(answer, mostBytes ?? MAX_BYTES),
      };
    } catch (error) {
      if (error instanceof RemoteFailure) throw error;
      throw new RemoteFailure('unreachable', `${url}: ${messageOf(error)}`);
    }
  }

  async onModuleDestroy(): Promise<void> {
    await this.agent.destroy();
  }
}

async function read(answer: Dispatcher.ResponseData, mostBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer.body) {
    size += (chunk as Buffer).length;
    if (size > mostBytes) {
      answer.body.destroy();
      throw new RemoteFailure('invalid', `the answer is over ${mostBytes / 1024 / 1024} MiB`);
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function single(headers: Record<string, string | string[] | undefined>): OutgoingAnswer['headers'] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}

/** The reason at the bottom: undici and Node wrap what really went wrong. */
function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message || error.name;
}
