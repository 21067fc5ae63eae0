import { Draft, DraftKey } from '@app/contract';
import { read } from './api.ts';

/** The draft that the address asks to go on with; null for none. */
export async function askedDraft(fetch: typeof globalThis.fetch, url: URL): Promise<Draft | null> {
  const key = DraftKey.safeParse(url.searchParams.get('draft'));
  return key.success ? read(fetch, `/drafts/${key.data}`, Draft) : null;
}
