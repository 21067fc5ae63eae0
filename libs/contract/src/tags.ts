import { z } from 'zod';
import { Id } from './pages.ts';

/** `#Annual meeting` and `annual_meeting` are meant as `annual-meeting`. */
function tidyTag(text: string): string {
  return text
    .normalize('NFC')
    .trim()
    .replace(/^#+/, '')
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

/** A tag by its name, which is also its address. */
export const TagName = z
  .string()
  .max(200)
  .overwrite(tidyTag)
  .min(1)
  .max(30)
  .regex(/^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u);

/** The tags that a topic is to bear. How many it may is the site's setting. */
export const TopicTags = z.array(TagName).max(20);

export const TagCard = z.object({
  name: z.string(),
  /** Topics that the viewer may see. */
  topicCount: z.number().int(),
  /** The name of the set that it belongs to. */
  set: z.string().nullable(),
});
export type TagCard = z.infer<typeof TagCard>;

/** A set of tags as a category asks for it. */
export const OfferedTagSet = z.object({
  name: z.string(),
  /** At most one of them. */
  oneOf: z.boolean(),
  /** At least one of them. */
  required: z.boolean(),
  tags: z.array(z.string()),
});
export type OfferedTagSet = z.infer<typeof OfferedTagSet>;

/** What somebody has to know who opens or tags a topic of a category. */
export const CategoryWriting = z.object({
  mostTags: z.number().int(),
  mayCreateTags: z.boolean(),
  /** Whether other tags than those of its sets are welcome. */
  freeTags: z.boolean(),
  sets: z.array(OfferedTagSet),
  /** Other tags, the most used first. */
  tags: z.array(z.string()),
  /** What a new topic begins with; empty for nothing. */
  template: z.string(),
});
export type CategoryWriting = z.infer<typeof CategoryWriting>;

/** Which tags a category takes; sets by id. */
export const CategoryTagging = z.object({
  freeTags: z.boolean(),
  sets: z.record(Id, z.enum(['offered', 'required'])),
});
export type CategoryTagging = z.infer<typeof CategoryTagging>;

export const TagPolicy = z.object({
  /** Who may use a word that is not a tag yet; staff always may. */
  createdBy: z.enum(['staff', 'trusted', 'members']),
  mostPerTopic: z.number().int().min(0).max(10),
});
export type TagPolicy = z.infer<typeof TagPolicy>;

export const TagSetWish = z.object({
  name: z.string().trim().min(2).max(60),
  oneOf: z.boolean(),
  /** Made where there are none yet; each belongs to one set. */
  tags: z.array(TagName).max(200),
});
export type TagSetWish = z.infer<typeof TagSetWish>;

export const TagSetSettings = z.object({
  id: Id,
  name: z.string(),
  oneOf: z.boolean(),
  tags: z.array(z.string()),
});
export type TagSetSettings = z.infer<typeof TagSetSettings>;

export const TagSettings = z.object({
  policy: TagPolicy,
  sets: z.array(TagSetSettings),
  tags: z.array(TagCard.extend({ formerNames: z.array(z.string()) })),
});
export type TagSettings = z.infer<typeof TagSettings>;

/** A new name for a tag; with `merge` it may be that of another tag, whose topics it then shares. */
export const TagRename = z.object({ name: TagName, merge: z.boolean().default(false) });
export type TagRename = z.infer<typeof TagRename>;
