import { z } from 'zod';
import { AccountRef } from './accounts.ts';
import { AuthoredPost } from './authored-posts.ts';
import { Id, Timestamp } from './pages.ts';
import { CategoryRef } from './topics.ts';

/** `@slug@host`, `slug@host` or the address of a category on another server. */
export const FollowRemoteCategory = z.object({ address: z.string().trim().min(3).max(2048) });
export type FollowRemoteCategory = z.infer<typeof FollowRemoteCategory>;

export const RemoteFollow = z.object({
  /** `slug@domain`, as in `/c/<slug@domain>`. */
  category: z.string(),
  state: z.enum(['pending', 'accepted', 'rejected']),
});
export type RemoteFollow = z.infer<typeof RemoteFollow>;

/** How far a post has come on its way to other servers. */
export const PostDelivery = z.object({
  /** The host whose category has not shown the post yet; null when nothing is awaited. */
  waitsFor: z.string().nullable(),
  /** Deliveries by what became of them; `refused` counts what a server did not want, or never answered. */
  sent: z.number().int(),
  pending: z.number().int(),
  refused: z.number().int(),
  /** Servers it was meant for, and those of them that have all of it. */
  servers: z.number().int(),
  reached: z.number().int(),
  /** Server by server, those in trouble first; for its author and staff, empty for others. */
  details: z.array(
    z.object({
      host: z.string(),
      state: z.enum(['sent', 'pending', 'refused']),
      status: z.number().int().nullable(),
      error: z.string().nullable(),
      nextAt: z.string().nullable(),
    }),
  ),
});
export type PostDelivery = z.infer<typeof PostDelivery>;

/** How complete a thread with posts from other servers is here. */
export const ThreadReading = z.object({
  /** When it was last compared with its home; null when it never was. */
  readAt: Timestamp.nullable(),
  /** Whether somebody is looking just now. */
  isReading: z.boolean(),
  /** How many posts its home lists, where it lists them, and how many of those could not be had. */
  listed: z.number().int().nullable(),
  missing: z.number().int().nullable(),
});
export type ThreadReading = z.infer<typeof ThreadReading>;

/** A handle, or the address of a page or a thing on its server. */
export const RemoteAddress = z.object({ address: z.string().trim().min(3).max(2048) });
export type RemoteAddress = z.infer<typeof RemoteAddress>;

/** What stands at an address elsewhere. A `topic` stands here too; a `post` does not yet. */
export const RemoteThing = z.object({
  kind: z.enum(['person', 'category', 'topic', 'post']),
  /** Its page here, where it has one. */
  path: z.string().nullable(),
  name: z.string(),
  /** The handle of the person, of the category, or of who wrote it. */
  by: z.string().nullable(),
  /** Its id. */
  address: z.string(),
});
export type RemoteThing = z.infer<typeof RemoteThing>;

/** A visitor from another server: who they are there, and the page here that they want to answer or follow. */
export const InteractFrom = z.object({
  handle: z.string().trim().min(3).max(320),
  path: z
    .string()
    .regex(/^\/[tcu]\//)
    .max(2048),
});
export type InteractFrom = z.infer<typeof InteractFrom>;

export const RemotePlace = z.object({ url: z.url({ protocol: /^https?$/ }) });
export type RemotePlace = z.infer<typeof RemotePlace>;

/** How far following somebody has come: elsewhere their server has to agree. */
export const PersonFollow = z.object({ state: z.enum(['pending', 'accepted', 'rejected']) });
export type PersonFollow = z.infer<typeof PersonFollow>;

export const FollowedPerson = PersonFollow.extend({ account: AccountRef });
export type FollowedPerson = z.infer<typeof FollowedPerson>;

/** A post of somebody, or the beginning of a topic in a category, that a member follows. */
export const FollowedPost = AuthoredPost.extend({
  author: AccountRef,
  /** `person`: it stands in no category, but in its author's own place. */
  category: CategoryRef.extend({ person: z.boolean() }),
});
export type FollowedPost = z.infer<typeof FollowedPost>;

/** A post of the viewer that a category elsewhere has not shown yet. */
export const WaitingPost = z.object({
  postId: Id,
  number: z.number().int(),
  host: z.string(),
  /** Whether it has had its time and may be sent again. */
  mayRetry: z.boolean(),
});
export type WaitingPost = z.infer<typeof WaitingPost>;

/**
 * Whose posts from other servers a category takes: everybody's; those of people known here; the first three
 * of a stranger after a moderator saw them; nobody's.
 */
export const OutsidePolicy = z.enum(['open', 'known', 'hold', 'members']);
export type OutsidePolicy = z.infer<typeof OutsidePolicy>;
export const SetOutsidePolicy = z.object({ policy: OutsidePolicy });
export type SetOutsidePolicy = z.infer<typeof SetOutsidePolicy>;

/** Nobody knows its author; its server is limited; it calls more than twenty members. */
export const HeldReason = z.enum(['new', 'limited', 'mentions']);
export type HeldReason = z.infer<typeof HeldReason>;

export const HeldPost = z.object({
  id: Id,
  author: AccountRef,
  category: CategoryRef,
  reason: HeldReason,
  createdAt: Timestamp,
  /** Null for a reply. */
  title: z.string().nullable(),
  text: z.string(),
  /** Where it stands at its home. */
  url: z.string(),
});
export type HeldPost = z.infer<typeof HeldPost>;

export const DecideHeldPost = z.object({ accept: z.boolean() });
export type DecideHeldPost = z.infer<typeof DecideHeldPost>;

/** Who on other servers may write here, and what of it waits. */
export const OutsideWriting = z.object({
  held: z.array(HeldPost),
  categories: z.array(z.object({ slug: z.string(), name: z.string(), policy: OutsidePolicy })),
});
export type OutsideWriting = z.infer<typeof OutsideWriting>;
