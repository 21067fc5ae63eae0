import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createListener, type Server as Listener } from 'node:net';

/** Arrivals at one moment, and how many there are of them. */
export interface Arrivals {
  count: number;
  /** When the last one came, in milliseconds of `performance.now()`. */
  lastAt: number;
}

/**
 * Many servers of the fediverse on one machine: one program that listens on many loopback addresses, each a
 * host of its own. They serve the documents that they are given and take in what is posted to them.
 */
export class LoopbackHosts {
  private readonly documents = new Map<string, string>();
  private readonly hanging = new Set<string>();
  private arrivals: Arrivals = { count: 0, lastAt: 0 };

  private constructor(
    private readonly server: Server,
    private readonly listeners: Listener[],
    readonly hosts: readonly string[],
  ) {}

  /** @param net the second number of their addresses: 127.net.x.y */
  static async start(net: number, count: number): Promise<LoopbackHosts> {
    const server = createServer((request, response) => made.answer(request, response));
    // A connection that an ended run has left is no reason to close one that this run is about to use.
    server.keepAliveTimeout = 60_000;
    const listeners: Listener[] = [];
    let port = 0;
    const hosts: string[] = [];
    for (let index = 0; index < count; index += 1) {
      const address = `127.${net}.${Math.floor(index / 250)}.${(index % 250) + 1}`;
      const listener = createListener((socket) => server.emit('connection', socket));
      listener.listen(port, address);
      await once(listener, 'listening');
      ({ port } = listener.address() as AddressInfo);
      listeners.push(listener);
      hosts.push(`${address}:${port}`);
    }
    const made = new LoopbackHosts(server, listeners, hosts);
    return made;
  }

  serve(url: string, document: object): void {
    this.documents.set(url, JSON.stringify(document));
  }

  /** From now on this host takes what comes and never answers. */
  hang(host: string): void {
    this.hanging.add(host);
  }

  recover(host: string): void {
    this.hanging.delete(host);
  }

  /** Waits until so many messages came in and says when the last of them did, counted from the last call on. */
  async received(count: number, patienceMs: number): Promise<Arrivals> {
    const until = performance.now() + patienceMs;
    while (this.arrivals.count < count && performance.now() < until)
      await new Promise((look) => setTimeout(look, 5));
    const { arrivals } = this;
    this.arrivals = { count: 0, lastAt: 0 };
    return arrivals;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await Promise.all(this.listeners.map((listener) => new Promise((done) => listener.close(done))));
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const host = request.headers.host ?? '';
    if (request.method === 'POST') {
      request.resume().on('end', () => {
        if (this.hanging.has(host)) return;
        this.arrivals = { count: this.arrivals.count + 1, lastAt: performance.now() };
        response.writeHead(202).end();
      });
      return;
    }
    const document = this.documents.get(`http://${host}${request.url ?? ''}`);
    response
      .writeHead(document ? 200 : 404, { 'content-type': 'application/activity+json' })
      .end(document ?? '{}');
  }
}
