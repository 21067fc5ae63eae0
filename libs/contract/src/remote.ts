import { z } from 'zod';

/** `@slug@host`, `slug@host` or the address of a category on another server. */
export const FollowRemoteCategory = z.object({ address: z.string().trim().min(3).max(2048) });
export type FollowRemoteCategory = z.infer<typeof FollowRemoteCategory>;

export const RemoteFollow = z.object({
  /** `slug@domain`, as in `/c/<slug@domain>`. */
  category: z.string(),
  state: z.enum(['pending', 'accepted', 'rejected']),
});
export type RemoteFollow = z.infer<typeof RemoteFollow>;
