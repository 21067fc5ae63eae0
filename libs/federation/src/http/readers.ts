import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { FetchSettings } from '../hosts/fetch-settings.ts';
import { HostRules } from '../hosts/host-rules.ts';
import { Verifier } from '../signatures/verifier.ts';
import { type Answer, plain } from './answer.ts';
import { headersOf } from './inbox.routes.ts';
import { hostOfKey } from './key-host.rules.ts';
import { wantsPage } from './negotiation.rules.ts';

/** What people wrote. Actors carry the keys that everybody needs to check anything, and stay open. */
const WRITTEN = /^\/ap\/(?:posts|topics|activities)\/|^\/ap\/actors\/[^/]+\/outbox$/;

/** Who may read what here. */
@Injectable()
export class Readers {
  constructor(
    private readonly settings: FetchSettings,
    private readonly rules: HostRules,
    private readonly verifier: Verifier,
  ) {}

  /**
   * Denied servers that say who they are get nothing. With authorized fetch on, what people wrote is given
   * only to servers that prove who they are.
   */
  async whyNot(request: IncomingMessage, pathname: string): Promise<Answer | null> {
    if (await this.rules.isDenied(hostOfKey(request.headers)))
      return plain(403, 'This server does not talk to yours.');
    if (!WRITTEN.test(pathname) || !(await this.settings.read()).authorizedFetch) return null;
    // A browser is led to the page, where the community's own rules hold.
    if (wantsPage(request.headers.accept)) return null;
    const message = { path: request.url ?? '/', headers: headersOf(request), body: null };
    if ((await this.verifier.signerOf(message)) !== null) return null;
    return plain(401, 'Sign the request to read this.');
  }
}
