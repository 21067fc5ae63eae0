import type { FollowLevel, FollowState, LevelSource } from '@app/contract';

interface Levels {
  level: FollowLevel | null;
  /** Null where nothing was decided about the topic. */
  source: LevelSource | null;
  categoryLevel: FollowLevel | null;
}

/** A topic's own level holds before its category's, also where it is none. */
export function followState({ level, source, categoryLevel }: Levels): FollowState {
  if (source !== null) return { level, source };
  return { level: categoryLevel, source: categoryLevel && 'category' };
}
