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
});
export type Site = z.infer<typeof Site>;
