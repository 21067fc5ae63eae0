import { z } from 'zod';
import { Id, Timestamp } from './pages.ts';
import { TopicTags } from './tags.ts';

/** What happened to a topic. A system post carries it and the page says it in the reader's language. */
export const TopicAct = z.object({
  kind: z.enum([
    'opened',
    'closed',
    'archived',
    'pinned',
    'unpinned',
    'renamed',
    'recategorised',
    'slowed',
    'unslowed',
    'deleted',
    'restored',
    'moved-out',
    'moved-in',
    'moved-back',
    'people-added',
    'person-left',
  ]),
  /** How many posts were moved. */
  count: z.number().int().optional(),
  /** Where they went, or where they came from. Not every reader of this topic may read that one. */
  topicId: Id.optional(),
  /** What the topic was called before. */
  title: z.string().optional(),
  until: Timestamp.optional(),
  seconds: z.number().int().optional(),
  names: z.array(z.string()).optional(),
});
export type TopicAct = z.infer<typeof TopicAct>;

const Title = z.string().trim().min(5).max(200);

/** A change of a topic as a whole; what is left out stays. */
export const TopicChange = z
  .object({
    title: Title,
    /** All that it bears from now on. */
    tags: TopicTags,
    /** The address of the category it moves to. */
    category: z.string().min(1).max(300),
    state: z.enum(['open', 'closed', 'archived']),
    /** On top of its category's list until then; null for not at all. */
    pinnedUntil: Timestamp.nullable(),
    /** On top of every list, as staff alone may have it. */
    pinnedEverywhere: z.boolean(),
    /** How many seconds each member waits between two posts; 0 for none. */
    slowSeconds: z.number().int().min(0).max(86_400),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, { message: 'Change something' });
export type TopicChange = z.infer<typeof TopicChange>;

/**
 * Moves posts to another topic, or with a title to a new one. Without numbers everything moves and the topic
 * leads to the other one from then on.
 */
export const PostMove = z
  .object({
    numbers: z.array(z.number().int().min(1)).min(1).max(1000).optional(),
    toTopicId: Id.optional(),
    title: Title.optional(),
    /** Where the new topic opens; where its posts come from, if nothing is said. */
    category: z.string().min(1).max(300).optional(),
  })
  .refine(({ toTopicId, title }) => (toTopicId === undefined) !== (title === undefined), {
    message: 'Give a topic or a title',
    path: ['toTopicId'],
  })
  .refine(({ numbers, title }) => numbers !== undefined || title === undefined, {
    message: 'Say which posts',
    path: ['numbers'],
  });
export type PostMove = z.infer<typeof PostMove>;

/** Whether a pinned topic is on top for the reader who says so. */
export const ShownPin = z.object({ shown: z.boolean() });
export type ShownPin = z.infer<typeof ShownPin>;

/** Where a post is, wherever it was. */
export const Whereabouts = z.object({ topicId: Id, slug: z.string(), number: z.number().int() });
export type Whereabouts = z.infer<typeof Whereabouts>;

/** A move that can be taken back until then. */
export const RecentMove = z.object({
  id: Id,
  kind: z.enum(['split', 'move', 'merge']),
  fromTopicId: Id,
  toTopicId: Id,
  count: z.number().int(),
  undoUntil: Timestamp,
});
export type RecentMove = z.infer<typeof RecentMove>;

export const PostMoved = Whereabouts.extend({ move: RecentMove });
export type PostMoved = z.infer<typeof PostMoved>;
