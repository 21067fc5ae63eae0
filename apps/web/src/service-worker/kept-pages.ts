const PAGES = 'pages';
const MOST = 50;

/** Pages for reading. Forms, settings and ballots are not kept: they are nothing without a network, or secret. */
const READABLE =
  /^\/(?:$|t\/\d+|c\/|e\/\d+\/[^/]+(?:\/result)?$|u\/|latest|new$|unread|following|top|tag\/|decisions|about|drafts)/;
const NOT_READABLE = /\/(?:reply|edit|history|flag|ballot)(?:\/|$)|^\/e\/new/;

/** Keeps a copy of a page that can be read again, with its age in it; the oldest of too many goes. */
export async function keepPage(address: string, response: Response): Promise<void> {
  const { pathname } = new URL(address, location.href);
  if (!READABLE.test(pathname) || NOT_READABLE.test(pathname)) return;
  if (response.status !== 200 || response.redirected) return;
  if (!response.headers.get('content-type')?.startsWith('text/html')) return;
  const html = await response.text();
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  headers.delete('content-encoding');
  const copy = new Response(html.replace('<html ', `<html data-kept-at="${new Date().toISOString()}" `), {
    headers,
  });
  const cache = await caches.open(PAGES);
  const key = nameOf(address);
  // Put anew, it is the youngest: the cache lists its pages in the order of their coming.
  await cache.delete(key);
  await cache.put(key, copy);
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - MOST))) await cache.delete(old);
}

/** The copy of a page; one of the same topic where this very place of it was not kept. */
export async function keptPage(address: string): Promise<Response | undefined> {
  const cache = await caches.open(PAGES);
  const exact = await cache.match(nameOf(address));
  if (exact) return exact;
  const topic = topicOf(address);
  if (topic === undefined) return undefined;
  const near = (await cache.keys()).findLast(({ url }) => topicOf(url) === topic);
  return near && cache.match(near);
}

export interface KeptCopy {
  address: string;
  title: string;
  language: string;
}

/** What can be read, the latest first. */
export async function keptCopies(): Promise<KeptCopy[]> {
  const cache = await caches.open(PAGES);
  const copies = await Promise.all(
    (await cache.keys()).toReversed().map(async (key) => {
      const html = (await (await cache.match(key))?.text()) ?? '';
      return {
        address: new URL(key.url).pathname,
        title: /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '',
        language: /<html[^>]* lang="(\w+)"/.exec(html)?.[1] ?? 'en',
      };
    }),
  );
  return copies.filter(({ title }) => title !== '');
}

export async function forgetPages(): Promise<void> {
  await caches.delete(PAGES);
}

function nameOf(address: string): string {
  const { pathname, search } = new URL(address, location.href);
  return pathname + search;
}

function topicOf(address: string): string | undefined {
  return /^\/t\/(\d+)/.exec(new URL(address, location.href).pathname)?.[1];
}
