import { KeyObject, randomUUID, type webcrypto } from 'node:crypto';
import { generateCryptoKeyPair, signRequest } from '@fedify/fedify/sig';
import { Agent, request } from 'undici';
import type { LoopbackHosts } from './loopback-hosts.ts';

const AS = 'https://www.w3.org/ns/activitystreams';
const MESSAGES_AT_ONCE = 32;

export interface SignedReply {
  host: string;
  headers: Record<string, string>;
  body: string;
}

/** People on other servers who answer posts here; each server sends from an address of its own. */
export class RemoteWriters {
  private readonly agents = new Map<string, Agent>();

  private constructor(
    private readonly peers: LoopbackHosts,
    private readonly inbox: string,
    private readonly privateKey: webcrypto.CryptoKey,
  ) {}

  /** @param inbox where they send to */
  static async on(peers: LoopbackHosts, inbox: string): Promise<RemoteWriters> {
    // Making keys is slow, and nobody compares them: all of them share one under different names.
    const { privateKey, publicKey } = await generateCryptoKeyPair('RSASSA-PKCS1-v1_5');
    const publicKeyPem = KeyObject.from(publicKey).export({ type: 'spki', format: 'pem' });
    for (const host of peers.hosts) {
      const id = `http://${host}/users/writer`;
      peers.serve(id, {
        '@context': [AS, 'https://w3id.org/security/v1'],
        id,
        type: 'Person',
        preferredUsername: 'writer',
        name: 'A writer',
        inbox: `${id}/inbox`,
        endpoints: { sharedInbox: `http://${host}/inbox` },
        publicKey: { id: `${id}#key`, owner: id, publicKeyPem },
      });
    }
    return new RemoteWriters(peers, inbox, privateKey);
  }

  /** Replies to these posts, in turn, each signed by its writer's server. */
  write(count: number, posts: readonly string[]): Promise<SignedReply[]> {
    return Promise.all(
      Array.from({ length: count }, (_, index) => {
        const host = this.peers.hosts[index % this.peers.hosts.length]!;
        return this.reply(host, posts[index % posts.length]!);
      }),
    );
  }

  /** @throws Error when one of them is not accepted */
  async send(replies: readonly SignedReply[]): Promise<void> {
    let next = 0;
    const sender = async (): Promise<void> => {
      for (let reply = replies[next++]; reply !== undefined; reply = replies[next++]) {
        let { status, said } = await this.post(reply);
        // Their key could not be had in time: like any server they come again.
        while (status === 429) {
          await new Promise((pause) => setTimeout(pause, 200));
          ({ status, said } = await this.post(reply));
        }
        if (status !== 202) throw new Error(`The inbox answered ${status}: ${said}`);
      }
    };
    await Promise.all(Array.from({ length: MESSAGES_AT_ONCE }, sender));
  }

  async stop(): Promise<void> {
    await Promise.all([...this.agents.values()].map((agent) => agent.close()));
  }

  private async reply(host: string, inReplyTo: string): Promise<SignedReply> {
    const actor = `http://${host}/users/writer`;
    const id = `http://${host}/notes/${randomUUID()}`;
    const to = [`${AS}#Public`];
    const published = new Date().toISOString();
    const content = `<p>I have read this, and answer in a few words of no great weight. <em>${id}</em></p>`;
    const note = { id, type: 'Note', attributedTo: actor, to, inReplyTo, content, published };
    const body = JSON.stringify({
      '@context': AS,
      id: `${id}/create`,
      type: 'Create',
      actor,
      to,
      published,
      object: note,
    });
    const unsigned = new Request(this.inbox, {
      method: 'POST',
      headers: { 'content-type': 'application/activity+json' },
      body,
    });
    const signed = await signRequest(unsigned, this.privateKey, new URL(`${actor}#key`), {
      spec: 'draft-cavage-http-signatures-12',
    });
    return { host, headers: Object.fromEntries(signed.headers), body };
  }

  private async post({ headers, body, host }: SignedReply): Promise<{ status: number; said: string }> {
    const dispatcher = this.agentOf(host);
    const answer = await request(this.inbox, { method: 'POST', headers, body, dispatcher });
    return { status: answer.statusCode, said: await answer.body.text() };
  }

  private agentOf(host: string): Agent {
    const [localAddress = ''] = host.split(':');
    const agent = this.agents.get(host) ?? new Agent({ localAddress });
    this.agents.set(host, agent);
    return agent;
  }
}
