import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that does everything a server should not. What it does is chosen by the path that is asked for. */
export class HostileServer {
  readonly asked: string[] = [];
  sent = 0;
  private readonly timers = new Set<NodeJS.Timeout>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<HostileServer> {
    const server = createServer((request, response) => hostile.answer(request, response));
    const hostile = new HostileServer(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return hostile;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  url(path: string): string {
    return `http://localhost:${this.port}${path}`;
  }

  async stop(): Promise<void> {
    for (const timer of this.timers) clearInterval(timer);
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url ?? '/';
    this.asked.push(path);
    response.on('error', () => undefined);
    if (path.startsWith('/hang')) return;
    if (path.startsWith('/to/')) {
      const location = decodeURIComponent(path.slice('/to/'.length));
      response.writeHead(302, { location, connection: 'close' }).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'application/activity+json' });
    if (path.startsWith('/drip')) this.drip(response);
    else if (path.startsWith('/huge')) this.pour(response, 1024);
    else if (path.startsWith('/deep')) response.end('['.repeat(10_000) + ']'.repeat(10_000));
    else response.end('{"id":');
  }

  /** One byte at a time, for ever. */
  private drip(response: ServerResponse): void {
    response.write('{');
    const timer = setInterval(() => response.write(' '), 50);
    this.timers.add(timer);
    response.on('close', () => clearInterval(timer));
  }

  /** A gigabyte, as fast as it is taken. */
  private pour(response: ServerResponse, mebibytes: number): void {
    const chunk = Buffer.alloc(1024 * 1024, ' ');
    const more = (left: number): void => {
      if (left === 0 || response.destroyed) return void response.end();
      this.sent += chunk.length;
      if (response.write(chunk)) setImmediate(() => more(left - 1));
      else response.once('drain', () => more(left - 1));
    };
    more(mebibytes);
  }
}
