import type { CategoryRight } from '@app/contract';
import { m } from '#lib/paraglide/messages.js';

const NAMES: Record<CategoryRight, () => string> = {
  see: m.right_see,
  read: m.right_read,
  reply: m.right_reply,
  create: m.right_create,
  elect: m.right_elect,
  moderate: m.right_moderate,
};

/** What a right is called on the pages for staff. */
export function rightName(right: CategoryRight): string {
  return NAMES[right]();
}
