import { z } from 'zod';
import { AccountRef } from './accounts.ts';
import { Id, PageQuery, pageOf, Timestamp } from './pages.ts';
import { PostForViewer, PostText } from './posts.ts';
import { OverviewVersion } from './overview.ts';
import { FollowLevel, FollowState } from './reading.ts';
import { TopicTags } from './tags.ts';

export const TopicKind = z.enum(['discussion', 'election']);
export type TopicKind = z.infer<typeof TopicKind>;

export const TopicState = z.enum(['open', 'closed', 'archived']);
export type TopicState = z.infer<typeof TopicState>;

export const CategoryRef = z.object({
  id: Id,
  slug: z.string(),
  domain: z.string().nullable(),
  name: z.string(),
  colour: z.string(),
});
export type CategoryRef = z.infer<typeof CategoryRef>;

/** One row of a topic list. `lastReadNumber` and `unreadCount` are null for guests and topics never opened. */
export const TopicSummary = z.object({
  id: Id,
  kind: TopicKind,
  title: z.string(),
  slug: z.string(),
  category: CategoryRef,
  author: AccountRef,
  /** Up to five who wrote last, most recent first. */
  participants: z.array(AccountRef),
  state: TopicState,
  postCount: z.number().int(),
  lastNumber: z.number().int(),
  createdAt: Timestamp,
  bumpedAt: Timestamp,
  firstUnreadNumber: z.number().int().nullable(),
  unreadCount: z.number().int().nullable(),
  /** The viewer's level for it, its own or its category's. */
  level: FollowLevel.nullable(),
  /** Opened lately by somebody else, and never looked at by the viewer. */
  isNew: z.boolean(),
  excerpt: z.string(),
  tags: z.array(z.string()),
  /** A vote in it is open, or has ended and waits for its outcome. */
  deciding: z.enum(['voting', 'awaiting']).nullable(),
});
export type TopicSummary = z.infer<typeof TopicSummary>;

export const TopicList = pageOf(TopicSummary).extend({
  /** What stands on top of the first page; it is not among the items of any page. */
  pinned: z.array(TopicSummary.extend({ pinnedUntil: Timestamp, pinnedEverywhere: z.boolean() })),
  /** Where live changes of this list start; read before the rows (see live.ts). */
  head: z.number().int(),
  /** When it was read, by the clock that dates posts. */
  asOf: Timestamp,
});
export type TopicList = z.infer<typeof TopicList>;

/** `new` was never looked at; `unread` is followed or tracked and has posts that were not read. */
export const TopicListName = z.enum(['latest', 'new', 'unread', 'following', 'top']);
export type TopicListName = z.infer<typeof TopicListName>;

export const TopPeriod = z.enum(['week', 'month', 'year']);
export type TopPeriod = z.infer<typeof TopPeriod>;

export const TopicListQuery = PageQuery.extend({
  f: TopicListName.default('latest'),
  /** How far back `top` looks. */
  period: TopPeriod.default('week'),
  /** A category slug, or `slug@domain` for a remote category. */
  category: z.string().max(300).optional(),
  /** A tag's name, or one that it had; only the latest of a tag are listed. */
  tag: z.string().max(60).optional(),
});
export type TopicListQuery = z.infer<typeof TopicListQuery>;

export const NewTopic = z.object({
  category: z.string().min(1).max(300),
  title: z.string().trim().min(5).max(200),
  raw: PostText,
  tags: TopicTags.optional(),
  clientId: z.uuid().optional(),
});
export type NewTopic = z.infer<typeof NewTopic>;

/** What a write answers: enough to go to the post. */
export const PostAddress = z.object({ topicId: Id, slug: z.string(), number: z.number().int(), postId: Id });
export type PostAddress = z.infer<typeof PostAddress>;

/** At most one of the three; none means from the first post. */
export const TopicWindowQuery = z
  .object({
    near: z.coerce.number().int().min(1).optional(),
    after: z.coerce.number().int().min(0).optional(),
    before: z.coerce.number().int().min(1).optional(),
    limit: z.coerce.number().int().min(1).max(60).default(20),
  })
  .refine(
    ({ near, after, before }) => [near, after, before].filter((edge) => edge !== undefined).length <= 1,
    {
      message: 'Give one of near, after and before',
    },
  );
export type TopicWindowQuery = z.infer<typeof TopicWindowQuery>;

/** A window of a topic by post number: never the whole topic, never an offset. */
export const TopicWindow = z.object({
  topic: z.object({
    id: Id,
    kind: TopicKind,
    title: z.string(),
    slug: z.string(),
    category: CategoryRef,
    author: AccountRef,
    state: TopicState,
    postCount: z.number().int(),
    lastNumber: z.number().int(),
    createdAt: Timestamp,
    bumpedAt: Timestamp,
    originUrl: z.string().nullable(),
    tags: z.array(z.string()),
    /** On top of its category's list until then. */
    pinnedUntil: Timestamp.nullable(),
    /** On top of every list. */
    pinnedEverywhere: z.boolean(),
    /** Taken away from readers; moderators and its author see it still. */
    deleted: z.boolean(),
    /** How many seconds a member waits between two posts here; 0 for none. */
    slowSeconds: z.number().int(),
    /** The first number that the viewer has not read; null for guests and when all is read. */
    firstUnreadNumber: z.number().int().nullable(),
    /** The first post that came after the viewer's last visit; null at a first visit and where none did. */
    newSinceNumber: z.number().int().nullable(),
    follow: FollowState,
    /** The state of the discussion, as members keep it; null where nobody wrote one. */
    overview: OverviewVersion.omit({ raw: true }).nullable(),
    /** At the pace of the last four weeks. */
    postsPerWeek: z.number().int(),
    may: z.object({ reply: z.boolean(), edit: z.boolean(), rename: z.boolean(), moderate: z.boolean() }),
  }),
  posts: z.array(PostForViewer),
  /** Whether numbers exist before the first and after the last post of this window. */
  hasBefore: z.boolean(),
  hasAfter: z.boolean(),
  /** The sequence number of the topic's live room, read before the posts (see live.ts). */
  head: z.number().int(),
});
export type TopicWindow = z.infer<typeof TopicWindow>;
