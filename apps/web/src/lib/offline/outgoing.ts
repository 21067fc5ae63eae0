import { readTags } from '#lib/tags/tag-path.ts';

/** A request to the API that was made without a network, and is made again when there is one. */
export interface Outgoing {
  /** The key that makes sending it twice sending it once. */
  key: string;
  path: string;
  body: Record<string, unknown>;
}

/**
 * What a composer's form asks of the API; undefined for a form that means nothing later, such as an edit of a
 * version that somebody else may change meanwhile.
 *
 * @param action the address of the page that the form belongs to
 */
export function outgoingOf(action: string, form: FormData): Outgoing | undefined {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  const key = text('clientId');
  const raw = text('raw');
  if (key === '' || raw.trim() === '') return undefined;
  const { pathname } = new URL(action, 'http://here.invalid');
  if (pathname === '/new') {
    const tags = readTags(text('tags'));
    const body = {
      category: text('category'),
      title: text('title'),
      raw,
      ...(tags.length > 0 ? { tags } : {}),
      clientId: key,
    };
    return body.category === '' || body.title === '' ? undefined : { key, path: '/api/v1/topics', body };
  }
  const reply = /^\/t\/(\d+)\/reply(?:\/(\d+))?$/.exec(pathname);
  if (!reply) return undefined;
  const [, topicId, number] = reply;
  const replyTo = number === undefined ? {} : { replyTo: Number(number) };
  return { key, path: `/api/v1/topics/${topicId}/posts`, body: { raw, ...replyTo, clientId: key } };
}
