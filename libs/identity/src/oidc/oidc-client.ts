import { Injectable } from '@nestjs/common';
import { Config, OutgoingClient } from '@app/platform';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type Configuration,
  customFetch,
  type CustomFetch,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';

export interface ProviderKeys {
  slug: string;
  issuer: string;
  clientId: string;
  clientSecret: string;
}

/** What must come back unchanged for an answer to be ours. */
export interface Begun {
  state: string;
  nonce: string;
  verifier: string;
}

const TIMEOUT_MS = 10_000;

/** Talks OpenID Connect: authorization code with PKCE, state and nonce; every request through the guarded way out. */
@Injectable()
export class OidcClient {
  private readonly known = new Map<string, Promise<Configuration>>();

  constructor(
    private readonly config: Config,
    private readonly outgoing: OutgoingClient,
  ) {}

  callback(slug: string): string {
    return `${this.config.publicUrl}/api/auth/oidc/${slug}/callback`;
  }

  /** Where to send the browser, and what to remember until it comes back. */
  async begin(provider: ProviderKeys): Promise<{ url: string; begun: Begun }> {
    const begun = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() };
    const url = buildAuthorizationUrl(await this.configuration(provider), {
      redirect_uri: this.callback(provider.slug),
      scope: 'openid email profile',
      state: begun.state,
      nonce: begun.nonce,
      code_challenge: await calculatePKCECodeChallenge(begun.verifier),
      code_challenge_method: 'S256',
    });
    return { url: url.href, begun };
  }

  /**
   * Takes the answer that the browser brought.
   *
   * @param path of the callback, with its query
   * @returns all claims: of the id token, and of the userinfo endpoint where there is one
   * @throws Error when the answer is not what was asked for
   */
  async finish(provider: ProviderKeys, path: string, begun: Begun): Promise<Record<string, unknown>> {
    const configuration = await this.configuration(provider);
    const tokens = await authorizationCodeGrant(configuration, new URL(path, this.config.publicUrl), {
      expectedState: begun.state,
      expectedNonce: begun.nonce,
      pkceCodeVerifier: begun.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new Error('no id token');
    if (configuration.serverMetadata().userinfo_endpoint === undefined) return { ...claims };
    return { ...(await fetchUserInfo(configuration, tokens.access_token, claims.sub)), ...claims };
  }

  private configuration({ issuer, clientId, clientSecret }: ProviderKeys): Promise<Configuration> {
    const key = [issuer, clientId, clientSecret].join('\n');
    const known = this.known.get(key) ?? this.discover(issuer, clientId, clientSecret);
    this.known.set(key, known);
    // A provider that was away is asked again next time.
    known.catch(() => this.known.delete(key));
    return known;
  }

  private discover(issuer: string, clientId: string, clientSecret: string): Promise<Configuration> {
    const execute = this.config.mayReachPrivateHosts ? [allowInsecureRequests] : [];
    return discovery(new URL(issuer), clientId, clientSecret, undefined, {
      execute,
      [customFetch]: (url, options) => this.fetch(url, options),
    });
  }

  private fetch: CustomFetch = async (url, { method, headers, body }) => {
    const bytes =
      body === null || body === undefined
        ? undefined
        : Buffer.from(await new Response(body as string).arrayBuffer());
    const answer = await this.outgoing.send({
      method: method === 'POST' ? 'POST' : 'GET',
      url,
      headers,
      ...(bytes ? { body: bytes } : {}),
      timeoutMs: TIMEOUT_MS,
    });
    const kept = Object.entries(answer.headers).filter(
      (pair): pair is [string, string] => pair[1] !== undefined,
    );
    return new Response(new Uint8Array(answer.body), { status: answer.status, headers: kept });
  };
}
