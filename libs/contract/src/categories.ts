import { z } from 'zod';
import { Id } from './pages.ts';

export const CategoryVisibility = z.enum(['public', 'members']);
export type CategoryVisibility = z.infer<typeof CategoryVisibility>;

/** A category; `domain` is the home server of a remote category that is followed from here. */
export const Category = z.object({
  id: Id,
  slug: z.string(),
  domain: z.string().nullable(),
  name: z.string(),
  description: z.string(),
  colour: z.string(),
  visibility: CategoryVisibility,
  /** `@slug@host` where the category can be followed from other servers, else null. */
  fediverseHandle: z.string().nullable(),
  topicCount: z.number().int(),
  /** What the viewer may do here. */
  may: z.object({ createTopic: z.boolean(), openElection: z.boolean() }),
});
export type Category = z.infer<typeof Category>;
