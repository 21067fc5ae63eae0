import { z } from 'zod';
import { Timestamp } from './pages.ts';

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
