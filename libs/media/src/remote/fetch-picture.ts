import { type OutgoingClient, RemoteFailure } from '@app/platform';

const MOST_REDIRECTS = 3;
const TIMEOUT_MS = 10_000;

/** federation.md §2.4. */
const MOST_BYTES = { picture: 20 * 1024 * 1024, emoji: 256 * 1024, avatar: 20 * 1024 * 1024 };

/**
 * The bytes under an address of another server. Each address on the way is checked like the first.
 *
 * @throws RemoteFailure
 */
export async function fetchPicture(
  outgoing: OutgoingClient,
  { url, kind }: { url: string; kind: keyof typeof MOST_BYTES },
): Promise<Buffer> {
  let at = url;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop += 1) {
    const { status, headers, body } = await outgoing.send({
      method: 'GET',
      url: at,
      headers: { accept: 'image/avif, image/webp, image/*' },
      timeoutMs: TIMEOUT_MS,
      mostBytes: MOST_BYTES[kind],
    });
    if (status === 200) return body;
    const { location } = headers;
    if (status < 300 || status >= 400 || !location || !URL.canParse(location, at))
      throw RemoteFailure.ofStatus(status, at);
    at = new URL(location, at).href;
  }
  throw new RemoteFailure('invalid', `${url} leads in circles`);
}
