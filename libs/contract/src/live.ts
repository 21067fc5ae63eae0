import { z } from 'zod';
import type { TurnoutUpdate, PhaseUpdate } from './elections.ts';
import type { Post } from './posts.ts';
import type { TopicState } from './topics.ts';

/** Rooms: `t:<topicId>`, `cat:<categoryId>`, `latest`, `el:<topicId>`. */
export const RoomName = z.string().regex(/^(?:latest|(?:t|cat|el):[1-9]\d{0,17})$/);

/** Room events by type: what `data` holds. Everyone who may join a room may read everything in it. */
export interface LiveEvents {
  'post.created': Post;
  'post.edited': Post;
  'post.deleted': Post;
  'post.restored': Post;
  'topic.updated': { topicId: string; title: string; slug: string; state: TopicState; lastNumber: number };
  'topic.bumped': { topicId: string; categoryId: string; lastNumber: number; bumpedAt: string };
  'election.phase': PhaseUpdate;
  'election.turnout': TurnoutUpdate;
}
export type LiveEventType = keyof LiveEvents;

/** One row of a room's log. `seq` is dense within the room; `v` is the version of the thing it is about. */
export type LiveEvent = {
  [Type in LiveEventType]: { room: string; seq: number; type: Type; v: number; data: LiveEvents[Type] };
}[LiveEventType];

export const JoinRoom = z.object({ room: RoomName, after: z.number().int().min(0) });
export type JoinRoom = z.infer<typeof JoinRoom>;

/**
 * The answer to a join: what was missed after `after`, in order. `resync` means that the log no longer
 * reaches back so far and the page must be read again; `head` is where the room stands.
 */
export type JoinAnswer =
  | { ok: true; head: number; events: LiveEvent[] }
  | { ok: true; head: number; resync: true }
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

/** The socket.io namespace that carries rooms. */
export const LIVE_NAMESPACE = '/live';

/** HTTP fallback `GET /api/v1/live/changes`: same answer as a join. */
export const ChangesQuery = z.object({ room: RoomName, after: z.coerce.number().int().min(0) });
export type ChangesQuery = z.infer<typeof ChangesQuery>;
