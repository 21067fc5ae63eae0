import { Injectable } from '@nestjs/common';
import { type OutgoingAnswer, OutgoingClient, RemoteFailure } from '@app/platform';
import { KeysService } from '../actors/keys.service.ts';
import { HostRules } from '../hosts/host-rules.ts';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import { readJson } from '../mapping/wire.ts';
import { signedHeaders } from '../signatures/sign-request.ts';

const AS2 = 'application/activity+json, application/ld+json; profile="https://www.w3.org/ns/activitystreams"';
const MAX_REDIRECTS = 3;
const TIMEOUT_MS = 10_000;

/** A JSON document and where it was really found. */
export interface RemoteDocument {
  url: string;
  json: unknown;
  text: string;
}

/** Reads documents of other servers, signed by our server's own actor: some answer nobody else. */
@Injectable()
export class RemoteDocuments {
  constructor(
    private readonly client: OutgoingClient,
    private readonly keys: KeysService,
    private readonly at: LocalAddresses,
    private readonly rules: HostRules,
  ) {}

  /**
   * Reads an ActivityStreams document. A redirect may not leave the origin of the id that was asked for,
   * and anything but an ActivityStreams type is refused: a file that somebody uploaded to that host must
   * not speak for the host.
   *
   * @throws RemoteFailure
   */
  async activityStreams(url: string): Promise<RemoteDocument> {
    const document = await this.newer(url, null);
    if (document === null) throw new RemoteFailure('invalid', `${url} did not change from nothing`);
    return document;
  }

  /**
   * The same, unless it is still the version that was read last.
   *
   * @param etag the name of that version, as its server gave it
   * @returns null when nothing changed
   * @throws RemoteFailure
   */
  async newer(url: string, etag: string | null): Promise<(RemoteDocument & { etag: string | null }) | null> {
    const asked: Record<string, string> = etag === null ? {} : { 'if-none-match': etag };
    const { answer, url: found } = await this.follow(
      url,
      AS2,
      (next) => originOf(next) === originOf(url),
      asked,
    );
    if (answer.status === 304) return null;
    if (!isActivityStreams(answer.headers['content-type'] ?? ''))
      throw new RemoteFailure('invalid', `${url} is no ActivityStreams document`);
    return { ...parsed(found, answer), etag: answer.headers['etag'] ?? null };
  }

  /**
   * Reads a document of another JSON type, such as a WebFinger answer.
   *
   * @throws RemoteFailure
   */
  async json(url: string, accept: string): Promise<RemoteDocument> {
    const { answer, url: found } = await this.follow(url, accept, () => true);
    return parsed(found, answer);
  }

  private async follow(
    url: string,
    accept: string,
    mayLeadTo: (url: string) => boolean,
    asked: Record<string, string> = {},
  ): Promise<{ answer: OutgoingAnswer; url: string }> {
    let current = url;
    for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
      const answer = await this.get(current, { accept, ...asked });
      const isKnown = answer.status === 304 && 'if-none-match' in asked;
      if ((answer.status >= 200 && answer.status < 300) || isKnown) return { answer, url: current };
      const location = answer.headers['location'];
      if (answer.status < 300 || answer.status >= 400 || location === undefined)
        throw RemoteFailure.ofStatus(answer.status, current);
      if (!URL.canParse(location, current)) throw new RemoteFailure('invalid', `${current} leads nowhere`);
      current = new URL(location, current).href;
      if (!mayLeadTo(current)) throw new RemoteFailure('refused', `${url} leads to another origin`);
    }
    throw new RemoteFailure('invalid', `${url} leads in circles`);
  }

  private async get(url: string, asked: Record<string, string>): Promise<OutgoingAnswer> {
    const request = { method: 'GET', url, headers: asked } as const;
    if (!URL.canParse(url)) throw new RemoteFailure('refused', `${url.slice(0, 200)} is no address`);
    if (await this.rules.isDenied(new URL(url).host))
      throw new RemoteFailure('refused', `${new URL(url).host} is denied here`);
    const signer = await this.keys.signer(this.at.instance);
    const headers = await signedHeaders(request, signer, 'draft-cavage-http-signatures-12').catch(() => {
      // A name or a password in it, for one: no request can be made of that.
      throw new RemoteFailure('refused', `${url.slice(0, 200)} cannot be asked`);
    });
    return this.client.send({ ...request, headers, timeoutMs: TIMEOUT_MS });
  }
}

function parsed(url: string, { body }: OutgoingAnswer): RemoteDocument {
  const text = body.toString('utf8');
  const json = readJson(text);
  if (json === undefined) throw new RemoteFailure('invalid', `${url} is not JSON`);
  return { url, json, text };
}

function isActivityStreams(contentType: string): boolean {
  const type = contentType.toLowerCase();
  return (
    type.startsWith('application/activity+json') ||
    (type.startsWith('application/ld+json') && type.includes('https://www.w3.org/ns/activitystreams'))
  );
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : '';
}
