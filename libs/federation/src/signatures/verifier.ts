import { verifyRequestDetailed } from '@fedify/fedify/sig';
import { type DocumentLoader, preloadedContexts } from '@fedify/vocab-runtime';
import { Injectable } from '@nestjs/common';
import { RemoteActorsService } from '../actors/remote-actors.service.ts';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import { coversBody } from './coverage.rules.ts';
import { keyLoader } from './key-documents.ts';

const WINDOW = { hours: 1 };
const FRESH_MS = 24 * 3600 * 1000;

/** A key is not asked for again so soon, whether it fitted or could not be had at all. */
const PAUSE_MS = 60_000;

/** How many addresses without a key are remembered. */
const MOST_FAILURES = 10_000;

export interface SignedMessage {
  /** Path and query, as requested. */
  path: string;
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer>;
}

/** Says whose key signed a message. */
@Injectable()
export class Verifier {
  private readonly failures = new Map<string, number>();

  constructor(
    private readonly actors: RemoteActorsService,
    private readonly at: LocalAddresses,
  ) {}

  /**
   * Checks the signature (draft-cavage-12 or RFC 9421), its age, the digest of the body, and that key and
   * owner name each other. A key that does not fit is fetched anew, once: it may have been rotated.
   *
   * @returns the id of the actor, or null
   */
  async signerOf(message: SignedMessage): Promise<string | null> {
    let mayBeOld = false;
    const first = await this.check(message, async (url) => {
      const known = await this.actors.known(url);
      const age = known ? Date.now() - known.fetchedAt.getTime() : Infinity;
      if (!known || age >= FRESH_MS) return this.fetch(url);
      mayBeOld ||= age > PAUSE_MS;
      return known.document;
    });
    if (first !== null || !mayBeOld) return first;
    return this.check(message, (url) => this.fetch(url));
  }

  private async check(
    message: SignedMessage,
    load: (url: string) => Promise<unknown>,
  ): Promise<string | null> {
    try {
      const result = await verifyRequestDetailed(this.request(message), {
        documentLoader: keyLoader(load),
        contextLoader,
        timeWindow: WINDOW,
      });
      if (!result.verified || !coversBody(message.headers, result.signatureLabel)) return null;
      const { id, ownerId } = result.key;
      return id && ownerId && id.origin === ownerId.origin ? ownerId.href : null;
    } catch {
      // What cannot be read as a signature, a key or a date is no proof.
      return null;
    }
  }

  /** With our own host name, whatever the request says: what was signed for another host is not for us. */
  private request({ path, headers, body }: SignedMessage): Request {
    const url = new URL(path, this.at.origin);
    return new Request(url, { method: 'POST', headers: { ...headers, host: url.host }, body });
  }

  private async fetch(url: string): Promise<unknown> {
    if (this.at.owns(url)) throw new Error('our own key, from outside');
    const until = this.failures.get(url) ?? 0;
    if (until > Date.now()) throw new Error(`${url} had no key a moment ago`);
    try {
      return await this.actors.document(url);
    } catch (error) {
      if (this.failures.size >= MOST_FAILURES) this.failures.clear();
      this.failures.set(url, Date.now() + PAUSE_MS);
      throw error;
    }
  }
}

/** Key documents get a context of ours; nothing else is ever loaded. */
const contextLoader: DocumentLoader = (url) => {
  const document = preloadedContexts[url];
  if (document === undefined) return Promise.reject(new Error(`no context ${url}`));
  return Promise.resolve({ document, documentUrl: url, contextUrl: null });
};
