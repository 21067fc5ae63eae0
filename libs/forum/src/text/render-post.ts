import type { EntityManager } from 'typeorm';
import { namesIn, renderMarkdown } from './markdown.ts';

/** Renders Markdown with links to the local accounts that it mentions. */
export async function renderPost(db: Pick<EntityManager, 'query'>, raw: string): Promise<string> {
  const names = namesIn(raw);
  if (names.length === 0) return renderMarkdown(raw);
  const accounts = await db.query<{ handle: string }[]>(
    `select handle from account where handle = any($1::citext[]) and domain = '' and deleted_at is null`,
    [names],
  );
  return renderMarkdown(raw, new Map(accounts.map((account) => [account.handle.toLowerCase(), account])));
}
