import { createECDH, randomBytes } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import ece from 'http_ece';

export interface PushMessage {
  path: string;
  headers: IncomingHttpHeaders;
  /** As the browser reads it, with the key that only it has. */
  text: string;
}

/** A push service with browsers behind it: it takes what RFC 8030 says, and each browser opens what is its own. */
export class PushServer {
  readonly taken: PushMessage[] = [];
  /** What it answers to the next requests; 201 when nothing is left. */
  readonly answers: number[] = [];
  private readonly browsers = new Map<string, { key: ReturnType<typeof createECDH>; auth: string }>();
  private server: Server;

  async start(): Promise<void> {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const status = this.answers.shift() ?? 201;
        if (status === 201) this.take(request.url ?? '', request.headers, Buffer.concat(chunks));
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
  }

  async stop(): Promise<void> {
    await new Promise((done) => this.server.close(done));
  }

  /** What a browser gives to the page that subscribes. */
  browser(name: string) {
    const key = createECDH('prime256v1');
    key.generateKeys();
    const auth = randomBytes(16).toString('base64url');
    this.browsers.set(`/${name}`, { key, auth });
    const { port } = this.server.address() as AddressInfo;
    return {
      endpoint: `http://127.0.0.1:${port}/${name}`,
      keys: { p256dh: key.getPublicKey('base64url'), auth },
      device: name,
    };
  }

  private take(path: string, headers: IncomingHttpHeaders, sealed: Buffer): void {
    const { key, auth } = this.browsers.get(path)!;
    const text = ece.decrypt(sealed, { version: 'aes128gcm', privateKey: key, authSecret: auth }).toString();
    this.taken.push({ path, headers, text });
  }
}
