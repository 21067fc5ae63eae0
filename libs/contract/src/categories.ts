import { z } from 'zod';
import { Id } from './pages.ts';

/**
 * Who may read a category, in one word: everybody, everybody signed in, some groups only; `messages` is the
 * one hidden category whose topics are read by those who take part in them.
 */
export const CategoryVisibility = z.enum(['public', 'members', 'groups', 'messages']);
export type CategoryVisibility = z.infer<typeof CategoryVisibility>;

/** A category around another, as its address and its breadcrumbs name it. */
const CategoryAround = z.object({ id: Id, slug: z.string(), name: z.string() });

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
  /** The categories around it that the viewer may see, from the outermost to its parent. */
  around: z.array(CategoryAround),
  /** What the viewer may do here. */
  may: z.object({
    read: z.boolean(),
    createTopic: z.boolean(),
    openElection: z.boolean(),
    moderate: z.boolean(),
  }),
});
export type Category = z.infer<typeof Category>;
