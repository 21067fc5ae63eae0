import type { CategoryPermissions, CategoryRight, CategoryVisibility } from '@app/contract';

/** What anybody gets where nobody has set anything: everybody reads, members write. */
export const PUBLIC_PERMISSIONS: CategoryPermissions = {
  guests: ['see', 'read'],
  members: ['see', 'read', 'reply', 'create'],
  groups: {},
};

const MEMBERS_ONLY: CategoryPermissions = { ...PUBLIC_PERMISSIONS, guests: [] };

/** What a category begins with, by the word that says who reads it. */
export function presetOf(visibility: 'public' | 'members'): CategoryPermissions {
  return visibility === 'public' ? PUBLIC_PERMISSIONS : MEMBERS_ONLY;
}

/** What each right makes no sense without. */
const NEEDS: Record<CategoryRight, readonly CategoryRight[]> = {
  see: [],
  read: ['see'],
  reply: ['read'],
  create: ['read'],
  elect: ['create'],
  moderate: ['reply', 'create'],
};

const IN_ORDER = Object.keys(NEEDS) as CategoryRight[];

/** The same rights with those they need, each once and in one order. Guests can see and read, nothing else. */
export function completed(permissions: CategoryPermissions): CategoryPermissions {
  const { guests, members, groups } = permissions;
  return {
    guests: withNeeds(guests).filter((right) => right === 'see' || right === 'read'),
    members: withNeeds(members),
    groups: Object.fromEntries(
      Object.entries(groups)
        .map(([id, rights]) => [id, withNeeds(rights)] as const)
        .filter(([, rights]) => rights.length > 0),
    ),
  };
}

/** Who reads, in one word; other servers and the constraints of the database go by it. */
export function visibilityOf({ guests, members }: CategoryPermissions): CategoryVisibility {
  if (guests.includes('read')) return 'public';
  return members.includes('read') ? 'members' : 'groups';
}

function withNeeds(rights: readonly CategoryRight[]): CategoryRight[] {
  const all = new Set<CategoryRight>();
  const add = (right: CategoryRight) => {
    all.add(right);
    NEEDS[right].forEach(add);
  };
  rights.forEach(add);
  return IN_ORDER.filter((right) => all.has(right));
}
