import { z } from 'zod';
import { CategoryRef } from './topics.ts';
import { Id, Timestamp } from './pages.ts';

/** A post as its author's profile lists it. */
export const AuthoredPost = z.object({
  id: Id,
  number: z.number().int(),
  excerpt: z.string(),
  createdAt: Timestamp,
  topic: z.object({ id: Id, slug: z.string(), title: z.string() }),
  category: CategoryRef,
});
export type AuthoredPost = z.infer<typeof AuthoredPost>;
