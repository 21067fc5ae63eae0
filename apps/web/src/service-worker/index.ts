import { version } from '$app/env';
import { assets, immutable } from '$app/manifest';
import { self } from '$app/service-worker';
import { forgetPages, keepPage, keptPage } from './kept-pages.ts';
import { offlinePage } from './offline-page.ts';
import './push.ts';

/** The program's own files; a new version brings new ones. */
const PROGRAM = `program-${version}`;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(PROGRAM)
      .then((cache) =>
        cache.addAll([...immutable, ...assets].map(({ path }) => `/${path.replace(/^\//, '')}`)),
      )
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        names
          .filter((name) => name.startsWith('program-') && name !== PROGRAM)
          .map((name) => caches.delete(name)),
      )
      .then((deletions) => Promise.all(deletions))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  // What was kept was kept for whoever was signed in.
  if (request.method === 'POST' && ['/login', '/logout'].includes(pathname)) event.waitUntil(forgetPages());
  if (request.method !== 'GET') return;
  if (pathname.startsWith('/_app/immutable/')) event.respondWith(ownFile(request));
  else if (request.mode === 'navigate') event.respondWith(page(request));
});

/** Pages that somebody stayed on but came to without loading them whole ask to be kept. */
self.addEventListener('message', (event) => {
  const { keep } = event.data as { keep?: string };
  if (typeof keep !== 'string') return;
  event.waitUntil(
    fetch(keep, { headers: { accept: 'text/html' } }).then(
      (response) => keepPage(keep, response),
      () => undefined,
    ),
  );
});

async function ownFile(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

/** From the network while there is one; else the copy that was kept, or a page that lists the copies. */
async function page(request: Request): Promise<Response> {
  try {
    const response = await fetch(request);
    void keepPage(request.url, response.clone());
    return response;
  } catch {
    return (await keptPage(request.url)) ?? (await offlinePage());
  }
}
