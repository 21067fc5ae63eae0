import { self } from '$app/service-worker';

interface PushedNews {
  title: string;
  body: string;
  /** Below this site's address. */
  url: string;
  /** A later message about the same replaces this one. */
  tag: string;
}

self.addEventListener('push', (event) => {
  const news = event.data?.json() as PushedNews | undefined;
  if (!news) return;
  const { title, body, url, tag } = news;
  event.waitUntil(self.registration.showNotification(title, { body, tag, data: { url } }));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { url } = event.notification.data as { url: string };
  event.waitUntil(show(url));
});

/** In a page that is open already, if there is one. */
async function show(url: string): Promise<void> {
  const [open] = await self.clients.matchAll({ type: 'window' });
  if (!open) {
    await self.clients.openWindow(url);
    return;
  }
  await open.focus();
  await open.navigate(url);
}
