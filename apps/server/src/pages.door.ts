import type { IncomingMessage, ServerResponse } from 'node:http';
import { pathToFileURL } from 'node:url';
import { asOnePage, type Config } from '@app/platform';
import type { Door } from './door.ts';
import type { PageCache } from './page-cache/page-cache.ts';
import { pageKeyOf } from './page-cache/page-key.rules.ts';

/** Calls the API without a network: what the pages use instead of TCP. */
export type CallApi = (request: Request) => Promise<Response>;

/** Makes the call to the API that serves one visitor's page. */
export type ApiFor = (visitor: IncomingMessage) => CallApi;

type PagesHandler = (request: IncomingMessage & { api?: CallApi }, response: ServerResponse) => void;

const NOT_PAGES = /^\/(?:api|metrics|health|ballots|media|socket\.io|problems)(?:[/?]|$)/;

/** Feeds and maps at the addresses of pages: programs read them, Nest answers. */
const FOR_PROGRAMS =
  /^\/(?:(?:latest|new|top|unread|following|(?:c|tag)\/[^/?]+\/feed|t\/\d+)\.(?:rss|json)|t\/\d+\.md|sitemap(?:-\d+)?\.xml|robots\.txt)(?:\?|$)/;
const LOOPBACK = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

/**
 * SvelteKit's handler, for every address that is neither API nor socket. The API is handed to it with
 * the request, where SvelteKit shows it to hooks as `event.platform.req.api`.
 *
 * @param handlerPath the built handler of apps/web
 * @param settings `publicUrl` is the origin that browsers use; forms from any other are refused
 * @param parts `cache` keeps guests' pages; without it, each is made anew
 */
export async function openPagesDoor(
  handlerPath: string,
  { publicUrl, ballotOrigin }: Pick<Config, 'publicUrl' | 'ballotOrigin'>,
  { apiFor, cache }: { apiFor: ApiFor; cache: PageCache | null },
): Promise<Door> {
  const { protocol, host } = new URL(publicUrl);
  // The handler knows its origin from headers only, and takes https for granted without them.
  process.env['PROTOCOL_HEADER'] = 'x-forwarded-proto';
  process.env['HOST_HEADER'] = 'x-forwarded-host';
  // A form without scripts may carry a file.
  process.env['BODY_SIZE_LIMIT'] = '11M';
  const { handler } = (await import(pathToFileURL(handlerPath).href)) as { handler: PagesHandler };
  return {
    name: 'pages',
    wants: ({ url = '/' }) => !NOT_PAGES.test(url) && !FOR_PROGRAMS.test(url),
    enter: (request, response) => {
      // Whatever a client or proxy wrote there is replaced: the settings alone say who we are.
      request.headers['x-forwarded-proto'] = protocol.slice(0, -1);
      const asked = hostOf(request.headers.host, host);
      request.headers['x-forwarded-host'] = asked;
      if (ballotOrigin) allowConnecting(response, ballotOrigin);
      const handle = () => handler(Object.assign(request, { api: apiFor(request) }), response);
      // A form's page writes before it reads.
      const make = () => (request.method === 'GET' ? asOnePage(handle) : handle());
      const page = cache && pageKeyOf(request, asked);
      if (!page) return make();
      // The page is made in the language that it is kept under.
      request.headers['accept-language'] = page.language;
      cache.give(page, [request, response], make);
    },
  };
}

/** Pages may talk to their own server only, and to the host where ballots are cast. */
function allowConnecting(response: ServerResponse, origin: string): void {
  const set = response.setHeader.bind(response);
  response.setHeader = (name, value) =>
    set(
      name,
      /^content-security-policy$/i.test(name) ? `${String(value)}; connect-src 'self' ${origin}` : value,
    );
}

/** On one machine, 127.0.0.1 and localhost are the same site; no other site can send these names. */
function hostOf(asked: string | undefined, published: string): string {
  return asked !== undefined && LOOPBACK.test(asked) && LOOPBACK.test(published) ? asked : published;
}
