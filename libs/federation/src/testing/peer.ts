import { generateKeyPairSync, webcrypto } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signedHeaders } from '../signatures/sign-request.ts';

const AS = 'https://www.w3.org/ns/activitystreams';
export const PUBLIC = `${AS}#Public`;

export interface PeerActor {
  id: string;
  inbox: string;
  keyId: string;
  privateKey: webcrypto.CryptoKey;
  publicPem: string;
}

export interface Delivered {
  path: string;
  headers: IncomingMessage['headers'];
  text: string;
  json: { id: string; type: string; object: unknown; [name: string]: unknown };
}

type Served = {
  status?: number;
  type?: string;
  body: string;
  location?: string;
  headers?: Record<string, string>;
};

/** Another server on the fediverse, as far as a test needs one: it serves what it is told and keeps what it gets. */
export class Peer {
  readonly delivered: Delivered[] = [];
  readonly asked: { path: string; headers: IncomingMessage['headers'] }[] = [];
  /** How its inboxes answer, one after the other; 202 when the list is empty. */
  readonly inboxAnswers: number[] = [];
  private readonly documents = new Map<string, Served>();

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Peer> {
    const server = createServer((request, response) => void peer.answer(request, response));
    const peer = new Peer(server);
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    return peer;
  }

  get host(): string {
    return `localhost:${(this.server.address() as AddressInfo).port}`;
  }

  url(path: string): string {
    return `http://${this.host}${path}`;
  }

  serve(path: string, json: object, served: Partial<Served> = {}): void {
    this.documents.set(path, { body: JSON.stringify(json), ...served });
  }

  forget(path: string, status = 404): void {
    this.documents.set(path, { status, body: '{}' });
  }

  async actor(name: string, type = 'Person'): Promise<PeerActor> {
    const id = this.url(`/users/${name}`);
    const actor = { id, inbox: `${id}/inbox`, ...(await newKey(id, 'key-1')) };
    this.describe(actor, name, type);
    return actor;
  }

  describe(
    { id, inbox, keyId, publicPem }: PeerActor,
    name: string,
    type = 'Person',
    more: object = {},
  ): void {
    this.serve(new URL(id).pathname, {
      '@context': [AS, 'https://w3id.org/security/v1'],
      id,
      type,
      preferredUsername: name,
      name: `The ${name}`,
      inbox,
      outbox: `${id}/outbox`,
      endpoints: { sharedInbox: this.url('/inbox') },
      publicKey: { id: keyId, owner: id, publicKeyPem: publicPem },
      ...more,
    });
  }

  /** A public Note of this server, served under its id. */
  note(path: string, author: PeerActor, more: object = {}): Record<string, unknown> {
    const note = {
      '@context': AS,
      id: this.url(path),
      type: 'Note',
      attributedTo: author.id,
      to: [PUBLIC],
      content: '<p>Hello.</p>',
      published: new Date(Date.now() - 1000).toISOString(),
      ...more,
    };
    this.serve(path, note);
    return note;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '/';
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    if (request.method === 'POST') {
      const status = this.inboxAnswers.shift() ?? 202;
      const text = Buffer.concat(chunks).toString('utf8');
      if (status === 202)
        this.delivered.push({
          path,
          headers: request.headers,
          text,
          json: JSON.parse(text) as Delivered['json'],
        });
      response.writeHead(status).end();
      return;
    }
    this.asked.push({ path, headers: request.headers });
    const {
      status = 200,
      type = 'application/activity+json',
      body,
      location,
      headers,
    } = this.documents.get(path) ?? {
      status: 404,
      body: '{}',
    };
    response
      .writeHead(status, { 'content-type': type, ...(location ? { location } : {}), ...headers })
      .end(body);
  }
}

export async function newKey(
  owner: string,
  name: string,
): Promise<Pick<PeerActor, 'keyId' | 'privateKey' | 'publicPem'>> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    keyId: `${owner}#${name}`,
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    privateKey: await webcrypto.subtle.importKey(
      'pkcs8',
      privateKey.export({ type: 'pkcs8', format: 'der' }),
      { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' },
      true,
      ['sign'],
    ),
  };
}

export interface Posting {
  /** Whose key signs. */
  as: Pick<PeerActor, 'keyId' | 'privateKey'>;
  spec?: 'draft-cavage-http-signatures-12' | 'rfc9421';
  /** Whether a message is sent again when the inbox asks for that, as servers do. */
  again?: boolean;
  /** Changes the message after it was signed. */
  tamper?: (message: { headers: Record<string, string>; body: string }) => void;
}

/** Signs and sends an activity to an inbox, as its sender's server would. */
export async function post(
  inbox: string,
  activity: object,
  { as, spec, tamper, again = true }: Posting,
): Promise<Response> {
  const message = { headers: {}, body: JSON.stringify(activity) };
  const body = new TextEncoder().encode(message.body);
  const unsigned = {
    method: 'POST',
    url: inbox,
    headers: { 'content-type': 'application/activity+json' },
    body,
  } as const;
  const signer = { keyId: new URL(as.keyId), privateKey: as.privateKey };
  message.headers = await signedHeaders(unsigned, signer, spec ?? 'draft-cavage-http-signatures-12');
  tamper?.(message);
  for (;;) {
    const answer = await fetch(inbox, { method: 'POST', headers: message.headers, body: message.body });
    if (answer.status !== 429 || !again) return answer;
    await new Promise((done) => setTimeout(done, 300));
  }
}
