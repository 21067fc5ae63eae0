import { z } from 'zod';
import { Id } from './pages.ts';

/**
 * What a category can let people do, each right holding those before it that it makes no sense without:
 * know of it, read its topics, reply, open topics, run elections, moderate.
 */
export const CategoryRight = z.enum(['see', 'read', 'reply', 'create', 'elect', 'moderate']);
export type CategoryRight = z.infer<typeof CategoryRight>;

const Rights = z.array(CategoryRight);

/** Who holds which rights in a category: everybody, everybody signed in, and groups by id. Staff hold all. */
export const CategoryPermissions = z.object({
  guests: Rights,
  members: Rights,
  groups: z.record(Id, Rights),
});
export type CategoryPermissions = z.infer<typeof CategoryPermissions>;
