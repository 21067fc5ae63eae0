import { verifyRequestDetailed } from '@fedify/fedify/sig';
import { type DocumentLoader, preloadedContexts } from '@fedify/vocab-runtime';
import { Injectable } from '@nestjs/common';
import { RemoteFailure } from '@app/platform';
import { RemoteActorsService } from '../actors/remote-actors.service.ts';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import { coversBody } from './coverage.rules.ts';
import { RememberedKeys } from './remembered-keys.ts';
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

/** The same, or a request that only reads and has no body. */
type Signed = Omit<SignedMessage, 'body'> & { body: SignedMessage['body'] | null };

/** Says whose key signed a message. */
@Injectable()
export class Verifier {
  private readonly failures = new Map<string, { until: number; failure: RemoteFailure }>();

  private readonly keys = new RememberedKeys();
  private readonly asking = new Map<string, Promise<unknown>>();

  constructor(
    private readonly actors: RemoteActorsService,
    private readonly at: LocalAddresses,
  ) {}

  /**
   * Checks the signature (draft-cavage-12 or RFC 9421), its age, the digest of the body, and that key and
   * owner name each other. A key that does not fit is fetched anew, once: it may have been rotated.
   *
   * @returns the id of the actor, or null when this is no proof
   * @throws RemoteFailure when the key cannot be had now and may be later
   */
  async signerOf(message: Signed): Promise<string | null> {
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

  private async check(message: Signed, load: (url: string) => Promise<unknown>): Promise<string | null> {
    let failed: unknown;
    const documentLoader = keyLoader((url) =>
      load(url).catch((error: unknown) => {
        failed = error;
        throw error;
      }),
    );
    const options = { documentLoader, contextLoader, timeWindow: WINDOW, keyCache: this.keys };
    // Whatever else goes wrong lies in what was sent: what cannot be read as a signature is no proof.
    const result = await verify(() => this.request(message), options).catch(() => null);
    if (!result?.verified) {
      if (failed === undefined || (failed instanceof RemoteFailure && !failed.mayPass)) return null;
      throw failed;
    }
    if (message.body !== null && !coversBody(message.headers, result.signatureLabel)) return null;
    const { id, ownerId } = result.key;
    return id && ownerId && id.origin === ownerId.origin ? ownerId.href : null;
  }

  /** With our own host name, whatever the request says: what was signed for another host is not for us. */
  private request({ path, headers, body }: Signed): Request {
    const url = new URL(path, this.at.origin);
    const method = body === null ? 'GET' : 'POST';
    return new Request(url, { method, headers: { ...headers, host: url.host }, body });
  }

  /** However many messages of one sender come at once, their key is asked for once. */
  private once(url: string): Promise<unknown> {
    const asked = this.asking.get(url) ?? this.actors.document(url);
    this.asking.set(url, asked);
    const done = (): boolean => this.asking.delete(url);
    asked.then(done, done);
    return asked;
  }

  private async fetch(url: string): Promise<unknown> {
    if (this.at.owns(url)) throw new RemoteFailure('refused', 'our own key, from outside');
    const failed = this.failures.get(url);
    if (failed && failed.until > Date.now()) throw failed.failure;
    try {
      return await this.once(url);
    } catch (error) {
      if (!(error instanceof RemoteFailure)) throw error;
      if (this.failures.size >= MOST_FAILURES) this.failures.clear();
      this.failures.set(url, { until: Date.now() + PAUSE_MS, failure: error });
      throw error;
    }
  }
}

/** Also a request that cannot even be put together is no proof. */
async function verify(request: () => Request, options: Parameters<typeof verifyRequestDetailed>[1]) {
  return verifyRequestDetailed(request(), options);
}

/** Key documents get a context of ours; nothing else is ever loaded. */
const contextLoader: DocumentLoader = (url) => {
  const document = preloadedContexts[url];
  if (document === undefined) return Promise.reject(new Error(`no context ${url}`));
  return Promise.resolve({ document, documentUrl: url, contextUrl: null });
};
