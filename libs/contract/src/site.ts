import { z } from 'zod';
import { CurrentAccount } from './accounts.ts';
import { Category } from './categories.ts';

/** What every page needs: who is looking, and which categories they may see. */
export const Site = z.object({
  name: z.string(),
  description: z.string(),
  host: z.string(),
  viewer: CurrentAccount.nullable(),
  categories: z.array(Category),
  /** Whether the viewer is in charge of something that the site lets nobody do who signed in without a second factor. */
  secondFactorMissing: z.boolean(),
});
export type Site = z.infer<typeof Site>;
