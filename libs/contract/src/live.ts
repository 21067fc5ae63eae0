import { z } from 'zod';
import { PhaseUpdate, TurnoutUpdate } from './elections.ts';
import { LinkPreviewUpdate } from './link-previews.ts';
import { Id, Timestamp } from './pages.ts';
import { Post } from './posts.ts';
import { ProposalUpdate } from './proposals.ts';
import { ReactionUpdate } from './reactions.ts';
import { SenseCheckUpdate } from './sense-checks.ts';
import { TopicState } from './topics.ts';

/** Rooms: `t:<topicId>`, `cat:<categoryId>`, `latest`, `el:<topicId>`, and `u:<accountId>` for that account alone. */
export const RoomName = z.string().regex(/^(?:latest|(?:t|cat|el|u):[1-9]\d{0,17})$/);

export const TopicUpdate = z.object({
  topicId: Id,
  title: z.string(),
  slug: z.string(),
  state: TopicState,
  lastNumber: z.number().int(),
});
export type TopicUpdate = z.infer<typeof TopicUpdate>;

export const TopicBump = z.object({
  topicId: Id,
  categoryId: Id,
  lastNumber: z.number().int(),
  bumpedAt: Timestamp,
});
export type TopicBump = z.infer<typeof TopicBump>;

/** Posts left this topic; `whole` when it now leads to the other one. */
export const PostsMoved = z.object({
  topicId: Id,
  toTopicId: Id,
  numbers: z.array(z.number().int()),
  whole: z.boolean(),
});
export type PostsMoved = z.infer<typeof PostsMoved>;

function eventOf<Type extends string, Data extends z.ZodType>(type: Type, data: Data) {
  return z.object({
    room: RoomName,
    seq: z.number().int().positive(),
    type: z.literal(type),
    v: z.number().int(),
    data,
  });
}

/**
 * One row of a room's log. `seq` is dense within the room; `v` is the version of the thing it is about.
 * Everyone who may join a room may read everything in it.
 */
export const LiveEvent = z.discriminatedUnion('type', [
  eventOf('post.created', Post),
  eventOf('post.edited', Post),
  eventOf('post.deleted', Post),
  eventOf('post.restored', Post),
  eventOf('post.reactions', ReactionUpdate),
  eventOf('post.previews', LinkPreviewUpdate),
  eventOf('topic.updated', TopicUpdate),
  eventOf('topic.bumped', TopicBump),
  eventOf('posts.moved', PostsMoved),
  eventOf('election.phase', PhaseUpdate),
  eventOf('election.turnout', TurnoutUpdate),
  /** The bell is to be asked again: what it shows depends on what its owner may see at that moment. */
  eventOf('notifications.changed', z.object({})),
  eventOf('proposal.updated', ProposalUpdate),
  /** Asked, answered or ended; how it stands, each page asks for itself. */
  eventOf('sense-check.updated', SenseCheckUpdate),
]);
export type LiveEvent = z.infer<typeof LiveEvent>;

/** What `data` holds, by type. */
export type LiveEvents = { [Event in LiveEvent as Event['type']]: Event['data'] };
export type LiveEventType = LiveEvent['type'];

export const JoinRoom = z.object({ room: RoomName, after: z.number().int().min(0) });
export type JoinRoom = z.infer<typeof JoinRoom>;

/**
 * What was missed after `after`, in order. `resync` means that the log no longer reaches back so far and
 * the page must be read again; `head` is where the room stands.
 */
export const RoomChanges = z.union([
  z.object({ ok: z.literal(true), head: z.number().int(), events: z.array(LiveEvent) }),
  z.object({ ok: z.literal(true), head: z.number().int(), resync: z.literal(true) }),
]);
export type RoomChanges = z.infer<typeof RoomChanges>;

export type JoinAnswer =
  | RoomChanges
  | { ok: false; code: 'not-found' | 'invalid-input' | 'too-many-rooms' | 'database-unavailable' };

export interface ServerToClientEvents {
  ev: (event: LiveEvent) => void;
  /** The viewer may no longer see this room. */
  evict: (room: { room: string }) => void;
}

export interface ClientToServerEvents {
  join: (request: JoinRoom, answer: (result: JoinAnswer) => void) => void;
  leave: (request: { room: string }) => void;
}

/** HTTP fallback `GET /api/v1/live/changes`, which answers `RoomChanges`. */
export const ChangesQuery = z.object({ room: RoomName, after: z.coerce.number().int().min(0) });
export type ChangesQuery = z.infer<typeof ChangesQuery>;
