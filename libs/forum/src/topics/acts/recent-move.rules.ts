import type { RecentMove } from '@app/contract';
import type { TopicMove } from './topic-move.entity.ts';

/** How long a move can be taken back. */
export const UNDO_HOURS = 24;

export function toRecent(move: TopicMove, count: number): RecentMove {
  const { id, kind, fromTopicId, toTopicId, at } = move;
  const undoUntil = new Date(at.getTime() + UNDO_HOURS * 3_600_000).toISOString();
  return { id, kind, fromTopicId, toTopicId, count, undoUntil };
}
