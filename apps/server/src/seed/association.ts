import { AccountRole, CategoryVisibility, Handle } from '@app/contract';
import { z } from 'zod';

const DemoMember = z.strictObject({
  handle: Handle,
  name: z.string().min(1),
  email: z.email().endsWith('@example.org'),
  role: AccountRole,
  bio: z.string().min(1),
  joinedDaysAgo: z.int().positive(),
});

export type DemoMember = z.infer<typeof DemoMember>;

const DemoCategory = z.strictObject({
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: z.string().min(1),
  description: z.string().min(1),
  visibility: CategoryVisibility.extract(['public', 'members']),
  /** One of the chart hues. */
  colour: z.string().regex(/^#[0-9A-F]{6}$/),
  /** Whether other servers may follow it. */
  federated: z.boolean(),
  /** The slug of the category of which it is a part, told before. */
  parent: z.string().optional(),
  /** What a new topic begins with. */
  template: z.string().optional(),
});

const Association = z.strictObject({
  name: z.string().min(1),
  slogan: z.string().min(1),
  members: z.array(DemoMember),
  categories: z.array(DemoCategory),
  /** Titles of topics by the tag that they bear. */
  tags: z.array(z.strictObject({ name: z.string(), topics: z.array(z.string()) })),
  /** What stands on top of its category. */
  pinned: z.strictObject({ topic: z.string(), days: z.int().positive() }),
});
/** Who the association is, and the rooms that it talks in. */
export type Association = z.infer<typeof Association>;

/** @throws Error naming the file and the path inside it for anything that the format does not know */
export function readAssociation(path: string, text: string): Association {
  const parsed = Association.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
