import type { EntityManager } from 'typeorm';
import { withoutPoll } from '../polls/polls.rules.ts';
import { learnLanguages } from './highlight.ts';
import { type Mentionable, renderMarkdown } from './markdown.ts';
import type { KnownImages } from './markdown-syntax.ts';
import { namesIn } from './mentions.rules.ts';
import { uploadsIn } from './upload-links.rules.ts';

type Database = Pick<EntityManager, 'query'>;

/** Renders Markdown with links to the accounts that it mentions, and with the pictures that lie here. */
export async function renderPost(db: Database, source: string): Promise<string> {
  const raw = withoutPoll(source);
  await learnLanguages(raw);
  return renderMarkdown(raw, await mentionable(db, namesIn(raw)), await images(db, uploadsIn(raw)));
}

async function mentionable(db: Database, names: string[]): Promise<Mentionable> {
  if (names.length === 0) return new Map();
  const found = await db.query<{ handle: string; isGroup: boolean }[]>(
    `select a.handle || case when a.domain = '' then '' else '@' || a.domain end as handle, false as "isGroup"
     from unnest($1::citext[], $2::citext[]) named (handle, domain)
       join account a on a.handle = named.handle and a.domain = named.domain
     where a.deleted_at is null
     union all
     select slug, true from account_group where slug = any($3::citext[])`,
    [
      names.map((name) => name.split('@')[0]),
      names.map((name) => name.split('@')[1] ?? ''),
      names.filter((name) => !name.includes('@')),
    ],
  );
  // Accounts come first, and stand before a group of the same name.
  return new Map(found.toReversed().map((named) => [named.handle.toLowerCase(), named]));
}

async function images(db: Database, ids: string[]): Promise<KnownImages> {
  if (ids.length === 0) return new Map();
  const found = await db.query<{ id: string; width: number | null; height: number | null; alt: string }[]>(
    `select id, width, height, alt from upload where id = any($1) and purpose = 'post' and stored_at is not null`,
    [ids],
  );
  return new Map(found.map((image) => [image.id, image]));
}
