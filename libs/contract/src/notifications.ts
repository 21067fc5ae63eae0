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
  'decision-review',
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
  /** In how many of their private topics the viewer has something unread; 100 stands for more. */
  messages: z.number().int().min(0).max(100),
  /** How many wait for the viewer to let them in; null for whoever does not decide that. */
  applications: z.number().int().nullable(),
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
  'decision-review',
]);
export type NotificationEvent = z.infer<typeof NotificationEvent>;

export const MailPace = z.enum(['now', 'daily', 'weekly', 'never']);
export type MailPace = z.infer<typeof MailPace>;

/** How one kind of news reaches somebody. */
export const Channels = z.object({ site: z.boolean(), push: z.boolean(), mail: MailPace });
export type Channels = z.infer<typeof Channels>;

/** Minutes after midnight, from 0 to 1439. */
const MinuteOfDay = z.number().int().min(0).max(1439);

const QuietHours = z.object({ from: MinuteOfDay, until: MinuteOfDay });

const TimeZone = z
  .string()
  .max(64)
  .refine(
    (zone) => {
      try {
        return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }));
      } catch {
        return false;
      }
    },
    { message: 'There is no such time zone' },
  );

/** How much a category may say: as everywhere, in the bell only, or nothing. */
export const CategoryReach = z.enum(['all', 'site', 'none']);
export type CategoryReach = z.infer<typeof CategoryReach>;

/** A browser that shows notifications while no page is open. */
export const PushDevice = z.object({ id: z.uuid(), device: z.string(), createdAt: Timestamp });
export type PushDevice = z.infer<typeof PushDevice>;

export const NotificationPreferences = z.object({
  events: z.record(NotificationEvent, Channels),
  /** No mail and no push between these times; null for no such hours. */
  quiet: QuietHours.nullable(),
  zone: z.string(),
  categories: z.array(z.object({ category: CategoryRef, reach: CategoryReach })),
  devices: z.array(PushDevice),
  /** This server's VAPID key (RFC 8292), for browsers that subscribe. */
  pushKey: z.string(),
  /** Where mail goes, and whether it is known to arrive: nothing is mailed before. */
  email: z.string(),
  emailVerified: z.boolean(),
});
export type NotificationPreferences = z.infer<typeof NotificationPreferences>;

/** What is left out stays as it is. */
export const ChangeNotificationPreferences = z.object({
  events: z.partialRecord(NotificationEvent, Channels).optional(),
  quiet: QuietHours.nullable().optional(),
  zone: TimeZone.optional(),
  categories: z
    .array(z.object({ id: Id, reach: CategoryReach }))
    .max(500)
    .optional(),
});
export type ChangeNotificationPreferences = z.infer<typeof ChangeNotificationPreferences>;

/** A browser's own PushSubscription, and what its owner will know it by. */
export const NewPushDevice = z.object({
  endpoint: z.url({ protocol: /^https?$/ }).max(2000),
  keys: z.object({
    p256dh: z.string().regex(/^[\w-]{86,88}=*$/),
    auth: z.string().regex(/^[\w-]{21,24}=*$/),
  }),
  device: z.string().trim().min(1).max(100),
});
export type NewPushDevice = z.infer<typeof NewPushDevice>;

/** What a link at the foot of a mail can end. */
export const MailSubscription = z.object({
  handle: z.string(),
  event: NotificationEvent.nullable(),
  topic: z.object({ id: Id, title: z.string() }).nullable(),
});
export type MailSubscription = z.infer<typeof MailSubscription>;

const MailToken = z.string().min(1).max(300);
export const MailTokenQuery = z.object({ token: MailToken });
export type MailTokenQuery = z.infer<typeof MailTokenQuery>;

/** `event`: no more mail of this kind; `topic`: nothing more of this topic; `all`: no mail but about the account. */
export const EndMailSubscription = z.object({ token: MailToken, what: z.enum(['event', 'topic', 'all']) });
export type EndMailSubscription = z.infer<typeof EndMailSubscription>;

/** A vote that is asked of the viewer. */
export const Duty = z.object({
  kind: z.enum(['ballot', 'proposal']),
  title: z.string(),
  topic: z.object({ id: Id, slug: z.string(), title: z.string() }),
  closesAt: Timestamp,
});
export type Duty = z.infer<typeof Duty>;

/** What waits for the viewer: votes by their deadline, then those who spoke to them. */
export const Waiting = z.object({ duties: z.array(Duty), news: z.array(Notification) });
export type Waiting = z.infer<typeof Waiting>;
