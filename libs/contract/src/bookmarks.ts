import { z } from 'zod';
import { AccountRef } from './accounts.ts';
import { Id, pageOf, Timestamp } from './pages.ts';

export const SaveBookmark = z.object({
  note: z.string().trim().max(500).default(''),
  /** When to be reminded; null for never. */
  remindAt: Timestamp.nullable().default(null),
});
export type SaveBookmark = z.infer<typeof SaveBookmark>;

export const Bookmark = z.object({
  id: Id,
  postId: Id,
  topic: z.object({ id: Id, slug: z.string(), title: z.string() }),
  number: z.number().int(),
  author: AccountRef,
  excerpt: z.string(),
  note: z.string(),
  remindAt: Timestamp.nullable(),
  /** The time has come, and the viewer has not put the reminder away. */
  due: z.boolean(),
  createdAt: Timestamp,
});
export type Bookmark = z.infer<typeof Bookmark>;

/** The viewer's bookmark of one post, if there is one. */
export const OwnBookmark = z.object({ bookmark: Bookmark.nullable() });
export type OwnBookmark = z.infer<typeof OwnBookmark>;

export const BookmarkList = pageOf(Bookmark);
export type BookmarkList = z.infer<typeof BookmarkList>;
