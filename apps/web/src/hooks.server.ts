import type { Handle, HandleFetch } from '@sveltejs/kit/hooks';
import { parseSetCookie } from 'set-cookie-parser';
import { paraglideMiddleware } from '#lib/paraglide/server.js';
import { copyOfForm, holdForm } from '#lib/server/held-form.ts';
import { themeOf } from '#lib/ui/theme.ts';

/** Chooses language and theme on the server, so that the first paint is already right. */
export const handle: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, async ({ locale }) => {
    event.locals.theme = themeOf(event.cookies.get('theme'));
    event.locals.density = 'comfortable';
    if (event.platform && event.route.id !== null) event.platform.req.route = event.route.id;
    const copy = copyOfForm(event);
    const resolved = await resolve(event, {
      transformPageChunk: ({ html }) =>
        html
          .replace('%lang%', locale)
          .replace('%theme%', event.locals.theme)
          .replace('%density%', event.locals.density),
    });
    const response = copy && event.locals.signInNeeded ? await holdForm(event, copy) : resolved;
    response.headers.set('x-content-type-options', 'nosniff');
    if (!response.headers.has('referrer-policy')) response.headers.set('referrer-policy', 'same-origin');
    if (response.headers.get('content-type')?.startsWith('text/html')) {
      // Names, read marks and members-only text are for one person; a shared cache must not keep them.
      response.headers.set('cache-control', 'private, no-cache');
      response.headers.append('vary', 'cookie, accept-language');
    }
    return response;
  });

/** Sends what pages ask of the API to the server around them, and passes the session's cookies both ways. */
export const handleFetch: HandleFetch = async ({ event, request, fetch }) => {
  const url = new URL(request.url);
  if (url.origin !== event.url.origin || !url.pathname.startsWith('/api/')) return fetch(request);

  for (const name of ['cookie', 'accept-language']) {
    const value = event.request.headers.get(name);
    if (value !== null && !request.headers.has(name)) request.headers.set(name, value);
  }
  // Forms of other sites were refused before this; what is left is the page itself asking.
  request.headers.delete('origin');
  request.headers.set('sec-fetch-site', 'same-origin');
  const response = await (event.platform?.req.api ?? globalThis.fetch)(request);

  // A command that nobody was signed in for; a page that only reads says so itself.
  if (response.status === 401 && request.method !== 'GET' && !url.pathname.startsWith('/api/v1/sessions'))
    event.locals.signInNeeded = true;

  for (const { name, value, sameSite, ...attributes } of parseSetCookie(response, { decodeValues: false })) {
    event.cookies.set(name, value, {
      ...attributes,
      path: attributes.path ?? '/',
      sameSite: sameSite?.toLowerCase() as 'lax' | 'strict' | 'none' | undefined,
      encode: (plain) => plain,
    });
  }
  return response;
};
