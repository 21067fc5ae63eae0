import type { AccountRole, TrustLevel } from '@app/contract';

export type WritingKind = 'posts' | 'topics' | 'uploads';

interface Allowance {
  most: number;
  spanSeconds: number;
}

const HOUR = 3600;
const DAY = 24 * HOUR;

/** A newcomer can take part in everything, but cannot fill the place; a trusted one only by machine. */
const ALLOWANCES: Record<TrustLevel, Record<WritingKind, Allowance>> = {
  new: {
    posts: { most: 30, spanSeconds: HOUR },
    topics: { most: 5, spanSeconds: DAY },
    uploads: { most: 20, spanSeconds: HOUR },
  },
  known: {
    posts: { most: 120, spanSeconds: HOUR },
    topics: { most: 20, spanSeconds: DAY },
    uploads: { most: 60, spanSeconds: HOUR },
  },
  trusted: {
    posts: { most: 600, spanSeconds: HOUR },
    topics: { most: 200, spanSeconds: DAY },
    uploads: { most: 300, spanSeconds: HOUR },
  },
};

/** How much somebody may write in a time; null for staff, who are not counted. */
export function allowanceOf(
  { role, trust }: { role: AccountRole; trust: TrustLevel },
  kind: WritingKind,
): Allowance | null {
  return role === 'staff' ? null : ALLOWANCES[trust][kind];
}

/** What somebody has done here so far. */
export interface Standing {
  trust: TrustLevel;
  days: number;
  posts: number;
  /** Posts of others and their own that they have read. */
  read: number;
}

/** The level that somebody has come to by themselves; null if it is the one they have. No streak is asked for. */
export function earnedTrust({ trust, days, posts, read }: Standing): 'known' | 'trusted' | null {
  if (trust !== 'trusted' && days >= 60 && posts >= 100 && read >= 1000) return 'trusted';
  if (trust === 'new' && days >= 1 && posts >= 3 && read >= 30) return 'known';
  return null;
}
