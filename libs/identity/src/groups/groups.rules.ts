import type { GroupCard, ProblemCode } from '@app/contract';
import type { Viewer } from '../viewer/viewer.ts';

type GroupFacts = Pick<GroupCard, 'visibility' | 'builtIn' | 'mine'>;

/** A private group is known to its members and to staff; the built-in ones are nobody's business but staff's. */
export function whyNotSee(viewer: Viewer, { visibility, builtIn, mine }: GroupFacts): ProblemCode | null {
  if (viewer.role === 'staff') return null;
  if (viewer.role === 'guest') return 'not-found';
  if (builtIn) return 'not-found';
  return visibility === 'public' || mine !== null ? null : 'not-found';
}

/** Who is in a built-in group follows from what accounts are; the others are kept by staff and their managers. */
export function whyNotManage(viewer: Viewer, group: GroupFacts): ProblemCode | null {
  const hidden = whyNotSee(viewer, group);
  if (hidden) return hidden;
  if (group.builtIn) return 'not-allowed';
  return viewer.role === 'staff' || group.mine === 'manager' ? null : 'not-allowed';
}
