import { z } from 'zod';
import { AccountRef } from './accounts.ts';
import { Id, pageOf, Timestamp } from './pages.ts';
import { PostText } from './posts.ts';

const Names = z.array(z.string().trim().min(1).max(100)).max(50);

/** A private topic: people by their usernames here, groups by their addresses. */
export const NewMessage = z
  .object({
    people: Names,
    groups: Names.default([]),
    title: z.string().trim().min(2).max(200),
    raw: PostText,
    clientId: z.uuid().optional(),
  })
  .refine(({ people, groups }) => people.length + groups.length > 0, {
    message: 'Say to whom',
    path: ['people'],
  });
export type NewMessage = z.infer<typeof NewMessage>;

/** Who takes part in a private topic. */
export const MessagePeople = z.object({
  people: z.array(AccountRef),
  groups: z.array(z.object({ slug: z.string(), name: z.string() })),
  /** Whether the viewer can leave; not as long as a group brings them in. */
  mayLeave: z.boolean(),
});
export type MessagePeople = z.infer<typeof MessagePeople>;

export const MorePeople = z.object({ people: Names.min(1) });
export type MorePeople = z.infer<typeof MorePeople>;

export const MessageSummary = z.object({
  id: Id,
  slug: z.string(),
  title: z.string(),
  people: z.array(AccountRef),
  groups: z.array(z.string()),
  lastNumber: z.number().int(),
  bumpedAt: Timestamp,
  firstUnreadNumber: z.number().int().nullable(),
  unreadCount: z.number().int(),
});
export type MessageSummary = z.infer<typeof MessageSummary>;

export const MessageList = pageOf(MessageSummary);
export type MessageList = z.infer<typeof MessageList>;

/** In how many of their private topics the viewer has something unread. */
export const UnreadMessages = z.object({ count: z.number().int() });
export type UnreadMessages = z.infer<typeof UnreadMessages>;
