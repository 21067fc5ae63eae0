import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable } from '@nestjs/common';
import { type Answer, NOTHING_HERE, plain, write } from './answer.ts';
import { InboxRoutes } from './inbox.routes.ts';
import { wantsActivity } from './negotiation.rules.ts';
import { PageRoutes } from './page.routes.ts';
import { Readers } from './readers.ts';
import { Routes } from './routes.ts';

const OURS = /^\/(?:ap\/|actor$|nodeinfo\/|\.well-known\/(?:webfinger|nodeinfo)$)/;
const PAGES = /^\/[tcu]\//;

/**
 * The way in for other servers. It stands before everything else that reads requests, because a signature
 * is over the bytes as they came, and because pages answer other servers with ids instead of HTML.
 */
@Injectable()
export class FederationDoor {
  readonly name = 'fediverse';

  constructor(
    private readonly routes: Routes,
    private readonly pages: PageRoutes,
    private readonly inboxes: InboxRoutes,
    private readonly readers: Readers,
  ) {}

  wants({ method, url = '/', headers }: IncomingMessage): boolean {
    const [path = '/'] = url.split('?');
    if (OURS.test(path)) return true;
    return (method === 'GET' || method === 'HEAD') && PAGES.test(path) && wantsActivity(headers.accept);
  }

  enter(request: IncomingMessage, response: ServerResponse): void {
    void this.answer(request)
      // Whatever went wrong here passes: the sender keeps the message and comes again.
      .catch(() => plain(503, 'Not now; try again in a moment.', { 'retry-after': '30' }))
      .then((answer) => write(request, response, answer));
  }

  private async answer(request: IncomingMessage): Promise<Answer> {
    const base = 'http://localhost';
    const target = request.url ?? '/';
    if (!URL.canParse(target, base)) return plain(400, 'This is no address.');
    const url = new URL(target, base);
    if (request.method === 'POST')
      return (await this.routes.inbox(url.pathname)) ? this.inboxes.receive(request) : NOTHING_HERE;
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return plain(405, 'Read with GET, send with POST.', { allow: 'GET, HEAD, POST' });
    if (PAGES.test(url.pathname)) return this.pages.answer(url.pathname);
    const refusal = await this.readers.whyNot(request, url.pathname);
    if (refusal) return refusal;
    return this.routes.get(url, request.headers.accept);
  }
}
