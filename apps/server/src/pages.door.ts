import type { IncomingMessage, ServerResponse } from 'node:http';
import { pathToFileURL } from 'node:url';
import type { Door } from './door.ts';

/** Calls the API without a network: what the pages use instead of TCP. */
export type CallApi = (request: Request) => Promise<Response>;

type PagesHandler = (request: IncomingMessage & { api?: CallApi }, response: ServerResponse) => void;

const NOT_PAGES = /^\/(?:api|health|ballots|socket\.io|problems)(?:[/?]|$)/;

/**
 * SvelteKit's handler, for every address that is neither API nor socket. The API is handed to it with
 * the request, where SvelteKit shows it to hooks as `event.platform.req.api`.
 *
 * @param handlerPath the built handler of apps/web
 */
export async function openPagesDoor(handlerPath: string, callApi: CallApi): Promise<Door> {
  const { handler } = (await import(pathToFileURL(handlerPath).href)) as { handler: PagesHandler };
  return {
    wants: (request) => !NOT_PAGES.test(request.url ?? '/'),
    enter: (request, response) => handler(Object.assign(request, { api: callApi }), response),
  };
}
