import { type OutgoingAnswer, type OutgoingClient, RemoteFailure } from '@app/platform';
import { type PageFacts, pageFacts } from './page-facts.ts';

const MOST_REDIRECTS = 3;
const TIMEOUT_MS = 6000;

/** What a page says of itself, and where it was found in the end. */
export interface ReadPage extends PageFacts {
  host: string;
  /** The picture's whole address. */
  image: string | null;
}

/**
 * Reads a page for its preview. Each address on the way is checked like the first.
 *
 * @returns null for what is no page, or says nothing of itself
 * @throws RemoteFailure
 */
export async function readPage(outgoing: OutgoingClient, url: string): Promise<ReadPage | null> {
  let at = url;
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const answer = await outgoing.send({
      method: 'GET',
      url: at,
      headers: { accept: 'text/html, application/xhtml+xml;q=0.9' },
      timeoutMs: TIMEOUT_MS,
    });
    const { location } = answer.headers;
    if (answer.status >= 300 && answer.status < 400 && location && URL.canParse(location, at)) {
      at = new URL(location, at).href;
      continue;
    }
    if (answer.status !== 200) throw RemoteFailure.ofStatus(answer.status, at);
    if (!/^(?:text\/html|application\/xhtml\+xml)\b/i.test(answer.headers['content-type'] ?? '')) return null;
    const facts = pageFacts(textOfAnswer(answer));
    return facts && { ...facts, host: new URL(at).host, image: absolute(facts.image, at) };
  }
  return null;
}

/** The bytes of a picture; null for what is none, or cannot be had. */
export async function readPicture(outgoing: OutgoingClient, url: string): Promise<Buffer | null> {
  const answer = await outgoing
    .send({ method: 'GET', url, headers: { accept: 'image/*' }, timeoutMs: TIMEOUT_MS })
    .catch(() => null);
  return answer?.status === 200 ? answer.body : null;
}

function absolute(address: string | null, base: string): string | null {
  return address !== null && URL.canParse(address, base) ? new URL(address, base).href : null;
}

/** In the encoding that the answer names, or its page; UTF-8 for one that nobody knows. */
function textOfAnswer({ headers, body }: OutgoingAnswer): string {
  const CHARSET = /charset=["']?([\w-]+)/i;
  const start = body.subarray(0, 1024).toString('latin1');
  const label = (CHARSET.exec(headers['content-type'] ?? '') ?? CHARSET.exec(start))?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(label).decode(body);
  } catch {
    return new TextDecoder().decode(body);
  }
}
