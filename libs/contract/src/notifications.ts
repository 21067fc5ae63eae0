import { z } from 'zod';
import { AccountRef } from './accounts.ts';
import { Id, PageQuery, pageOf, Timestamp } from './pages.ts';
import { CategoryRef, TopicKind } from './topics.ts';

/** What somebody can be told. Those of one kind in one topic are one notification while they are unread. */
export const NotificationKind = z.enum([
  'mention',
  'reply',
  'quote',
  'message',
  'bookmark',
  'followed-post',
  'followed-topic',
  'election-opened',
  'election-voting',
  'election-closing',
  'election-result',
  'proposal-opened',
  'proposal-closing',
  'proposal-outcome',
]);
export type NotificationKind = z.infer<typeof NotificationKind>;

export const NotificationTab = z.enum(['you', 'following', 'decisions']);
export type NotificationTab = z.infer<typeof NotificationTab>;

export const Notification = z.object({
  id: z.uuid(),
  kind: NotificationKind,
  tab: NotificationTab,
  /** Whether somebody waits for the reader, and it is not only news. */
  needing: z.boolean(),
  read: z.boolean(),
  /** How many things it stands for: the unread ones, or all when all are read. */
  count: z.number().int().positive(),
  /** Up to three who wrote last, most recent first; empty where nobody did it. */
  actors: z.array(AccountRef),
  topic: z.object({
    id: Id,
    kind: TopicKind,
    title: z.string(),
    slug: z.string(),
    category: CategoryRef,
  }),
  /** The first post that it is about; null where it is about the topic itself. */
  number: z.number().int().positive().nullable(),
  /** How that post begins. */
  excerpt: z.string(),
  at: Timestamp,
});
export type Notification = z.infer<typeof Notification>;

export const NotificationList = pageOf(Notification);
export type NotificationList = z.infer<typeof NotificationList>;

export const NotificationListQuery = PageQuery.extend({ tab: NotificationTab.optional() });
export type NotificationListQuery = z.infer<typeof NotificationListQuery>;

/** What the bell shows: a number for what needs the viewer (100 stands for more), a dot for the rest. */
export const NotificationBadge = z.object({
  needing: z.number().int().min(0).max(100),
  rest: z.boolean(),
  /** Where live changes start; read before the rest (see live.ts). */
  head: z.number().int(),
});
export type NotificationBadge = z.infer<typeof NotificationBadge>;

/** These notifications, or all of a tab, or simply all. */
export const MarkNotificationsRead = z.object({
  ids: z.array(z.uuid()).max(100).optional(),
  tab: NotificationTab.optional(),
});
export type MarkNotificationsRead = z.infer<typeof MarkNotificationsRead>;

/** `undo` takes back what was just marked; null where nothing was unread. */
export const MarkedRead = z.object({ undo: z.uuid().nullable() });
export type MarkedRead = z.infer<typeof MarkedRead>;

export const UndoMarkRead = z.object({ undo: z.uuid() });
export type UndoMarkRead = z.infer<typeof UndoMarkRead>;

/** The rows of the preference grid. */
export const NotificationEvent = z.enum([
  'mention',
  'reply',
  'quote',
  'message',
  'bookmark',
  'follow',
  'election-duty',
  'election-news',
  'proposal-duty',
  'proposal-news',
]);
export type NotificationEvent = z.infer<typeof NotificationEvent>;

export const MailPace = z.enum(['now', 'daily', 'weekly', 'never']);
export type MailPace = z.infer<typeof MailPace>;

/** How one kind of news reaches somebody. */
export const Channels = z.object({ site: z.boolean(), push: z.boolean(), mail: MailPace });
export type Channels = z.infer<typeof Channels>;
