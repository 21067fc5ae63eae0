/// <reference lib="webworker" />

interface PushedNews {
  title: string;
  body: string;
  /** Below this site's address. */
  url: string;
  /** A later message about the same replaces this one. */
  tag: string;
}

/** Shows what the server pushes, and opens it when it is clicked; for the service worker. */
export function listenForPushes(worker: ServiceWorkerGlobalScope): void {
  worker.addEventListener('push', (event) => {
    const news = event.data?.json() as PushedNews | undefined;
    if (!news) return;
    const { title, body, url, tag } = news;
    event.waitUntil(worker.registration.showNotification(title, { body, tag, data: { url } }));
  });
  worker.addEventListener('notificationclick', (event) => {
    event.notification.close();
    const { url } = event.notification.data as { url: string };
    event.waitUntil(show(worker, url));
  });
}

/** In a page that is open already, if there is one. */
async function show(worker: ServiceWorkerGlobalScope, url: string): Promise<void> {
  const pages = await worker.clients.matchAll({ type: 'window' });
  const open = pages.find((page) => page.url.startsWith(worker.location.origin));
  if (!open) return void (await worker.clients.openWindow(url));
  await open.focus();
  await open.navigate(url);
}
