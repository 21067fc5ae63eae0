import { Site } from '@app/contract';
import { read } from '#lib/server/api.ts';
import type { RequestHandler } from './$types';

const ICONS = [
  { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
  { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
  { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
];

/** What a browser must know to install the site (W3C Web Application Manifest). */
export const GET: RequestHandler = async ({ fetch }) => {
  const { name, description } = await read(fetch, '/site', Site);
  const manifest = {
    id: '/',
    name,
    short_name: name.length <= 12 ? name : (name.split(/\s/)[0] ?? name),
    ...(description === '' ? {} : { description }),
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#fbfaf7',
    theme_color: '#fbfaf7',
    icons: ICONS,
  };
  return new Response(JSON.stringify(manifest), {
    headers: { 'content-type': 'application/manifest+json', 'cache-control': 'public, max-age=3600' },
  });
};
