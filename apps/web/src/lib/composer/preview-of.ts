import type { Previewed } from '@app/contract';

/** What a text will look like, sanitised by the server; undefined if it does not answer. */
export async function previewOf(raw: string): Promise<string | undefined> {
  const answer = await fetch('/api/v1/preview', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ raw }),
  }).catch(() => undefined);
  return answer?.ok ? ((await answer.json()) as Previewed).html : undefined;
}
