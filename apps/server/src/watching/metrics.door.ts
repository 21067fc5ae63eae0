import { createHash, timingSafeEqual } from 'node:crypto';
import type { Readings } from '@app/platform';
import type { Door } from '../door.ts';
import type { Metrics } from './metrics.ts';

/** `/metrics`, for whoever shows the operator's token (`Authorization: Bearer …`); to all others it is not there. */
export function metricsDoor(token: string, metrics: Metrics, readings: Readings): Door {
  return {
    name: 'metrics',
    wants: ({ url }) => url === '/metrics',
    enter: (request, response) => {
      if (!isSame(request.headers.authorization ?? '', `Bearer ${token}`)) {
        response.writeHead(404).end();
        return;
      }
      void metrics.text(readings).then(
        (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
        () => response.writeHead(500).end(),
      );
    },
  };
}

/** Digests, because a comparison must take the same time whatever its first letters. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
