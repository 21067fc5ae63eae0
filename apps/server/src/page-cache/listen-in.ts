import type { ServerResponse } from 'node:http';
import { KeptPage } from './kept-page.ts';

type Chunk = string | Uint8Array;

/**
 * Keeps a copy of what is answered while it is sent.
 *
 * @returns the page when it has been made whole; null when it is no page that others may be given
 */
export function listenIn(response: ServerResponse): Promise<KeptPage | null> {
  const chunks: Buffer[] = [];
  const keep = (chunk: unknown) => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk as Chunk));
  };
  const write = response.write.bind(response) as (...given: unknown[]) => boolean;
  const end = response.end.bind(response) as (...given: unknown[]) => ServerResponse;
  return new Promise((resolve) => {
    response.write = (...given: unknown[]) => {
      keep(given[0]);
      return write(...given);
    };
    response.end = (...given: unknown[]) => {
      keep(given[0]);
      const ended = end(...given);
      resolve(mayBeKept(response) ? new KeptPage(Buffer.concat(chunks), { ...response.getHeaders() }) : null);
      return ended;
    };
    response.once('close', () => resolve(null));
  });
}

function mayBeKept(response: ServerResponse): boolean {
  const type = String(response.getHeader('content-type') ?? '');
  return (
    response.statusCode === 200 &&
    !response.hasHeader('set-cookie') &&
    (type.startsWith('text/html') || type.startsWith('application/json'))
  );
}
