import { z } from 'zod';
import { Id } from './pages.ts';
import { CategoryPermissions, CategoryRight } from './permissions.ts';
import { CategoryTagging } from './tags.ts';

/** The same as `CategoryPermissions` with groups by their address, as people know them. */
export const CategoryAccess = CategoryPermissions.extend({
  groups: z.record(z.string(), z.array(CategoryRight)),
});
export type CategoryAccess = z.infer<typeof CategoryAccess>;

/** What is left out stays as it is, or as it begins. */
const Wanted = z.object({
  name: z.string().trim().min(2).max(60),
  description: z.string().trim().max(500),
  colour: z.string().regex(/^#[0-9A-Fa-f]{6}$/),
  position: z.number().int().min(0).max(10_000),
  /** Whether other servers may follow it. */
  federated: z.boolean(),
  access: CategoryAccess,
  tagging: CategoryTagging.optional(),
  /** What a new topic begins with. */
  template: z.string().max(10_000).optional(),
  /** The slug of the category of which it is a part; null for none. */
  parent: z.string().max(300).nullable().optional(),
});

export const NewCategory = Wanted.extend({
  slug: z
    .string()
    .min(2)
    .max(40)
    .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
  /** Without it, a part of a category begins with a copy of what that one has. */
  access: CategoryAccess.optional(),
});
export type NewCategory = z.infer<typeof NewCategory>;

export const CategoryEdit = Wanted;
export type CategoryEdit = z.infer<typeof CategoryEdit>;

/** What somebody can do in a category, worked out by the policy itself. */
export const EffectiveAccess = z.object({
  kind: z.enum(['guests', 'members', 'group', 'staff', 'account']),
  /** The group's name, or the account's; empty for the others. */
  name: z.string(),
  rights: z.array(CategoryRight),
});
export type EffectiveAccess = z.infer<typeof EffectiveAccess>;

/** A category as staff set it. */
export const CategorySettings = Wanted.extend({
  id: Id,
  slug: z.string(),
  /** The home server of a remote category; its words are written there. */
  domain: z.string().nullable(),
  tagging: CategoryTagging,
  template: z.string(),
  parent: z.string().nullable(),
  effective: z.array(EffectiveAccess),
});
export type CategorySettings = z.infer<typeof CategorySettings>;
