import { z } from 'zod';
import { AccountRef } from './accounts.ts';
import { LinkPreview } from './link-previews.ts';
import { Poll } from './polls.ts';
import { Id, Timestamp } from './pages.ts';
import { PostMarks, ReactionCounts } from './reactions.ts';
import { TopicAct } from './topic-acts.ts';

export const PostText = z.string().trim().min(1).max(32_000);

/** `system` posts tell what happened to the topic (an election phase, a move) and have their own number. */
export const PostKind = z.enum(['post', 'system']);
export type PostKind = z.infer<typeof PostKind>;

/** A post as everyone who may see its topic sees it; a deleted post keeps its number and loses its text. */
export const Post = z.object({
  id: Id,
  topicId: Id,
  number: z.number().int().positive(),
  kind: PostKind,
  author: AccountRef,
  replyTo: z.object({ number: z.number().int().positive(), author: AccountRef }).nullable(),
  html: z.string(),
  /** What a system post tells, for the page to say; null where its text says it. */
  act: TopicAct.nullable(),
  createdAt: Timestamp,
  editedAt: Timestamp.nullable(),
  version: z.number().int().positive(),
  deleted: z.enum(['author', 'staff']).nullable(),
  /** The sender's own id for this post, so that a tab recognises what it just sent. */
  clientId: z.uuid().nullable(),
  /** Whether its author does not want search engines to find it. */
  noindex: z.literal(true).optional(),
  /** Where a remote post lives at home; null for our own. */
  originUrl: z.string().nullable(),
  /** Whether everyone who may reply may edit it. */
  wiki: z.boolean(),
  /** Whether it asks something; how the poll stands depends on who looks. */
  hasPoll: z.boolean(),
  reactions: ReactionCounts,
  /** The pages that stand alone on a line of its text, as far as they are known. */
  previews: z.array(LinkPreview),
});
export type Post = z.infer<typeof Post>;

/** A post with what the viewer may do with it. */
export const PostForViewer = Post.extend({
  read: z.boolean(),
  mine: PostMarks,
  poll: Poll.nullable(),
  may: z.object({
    edit: z.boolean(),
    makeWiki: z.boolean(),
    delete: z.boolean(),
    restore: z.boolean(),
    reply: z.boolean(),
    react: z.boolean(),
    bookmark: z.boolean(),
    flag: z.boolean(),
  }),
});
export type PostForViewer = z.infer<typeof PostForViewer>;

export const NewPost = z.object({
  raw: PostText,
  replyTo: z.number().int().positive().optional(),
  clientId: z.uuid().optional(),
});
export type NewPost = z.infer<typeof NewPost>;

export const EditPost = z.object({ raw: PostText });
export type EditPost = z.infer<typeof EditPost>;

/** What an editor needs: the Markdown and the version that it is based on. */
export const PostSource = z.object({
  id: Id,
  topicId: Id,
  number: z.number().int(),
  raw: z.string(),
  version: z.number().int(),
});
export type PostSource = z.infer<typeof PostSource>;

export const PostRevision = z.object({
  version: z.number().int(),
  editor: AccountRef,
  raw: z.string(),
  createdAt: Timestamp,
});
export type PostRevision = z.infer<typeof PostRevision>;

export const Preview = z.object({ raw: z.string().max(32_000) });
export type Preview = z.infer<typeof Preview>;
export const Previewed = z.object({ html: z.string() });
export type Previewed = z.infer<typeof Previewed>;
