import type { OfferedTagSet } from '@app/contract';

export interface Tagging {
  /** Each once. */
  wanted: readonly string[];
  /** Words among them that are no tag yet, or none that the writer knows of. */
  unknown: readonly string[];
  mayCreate: boolean;
  most: number;
  /** Whether tags outside of the category's sets are welcome. */
  freeTags: boolean;
  /** Those that the category offers, and every other one that a topic bears at most one tag of. */
  sets: readonly (OfferedTagSet & { offered: boolean })[];
}

export type TagFault =
  'tags-too-many' | 'tag-unknown' | 'tag-not-here' | 'tag-of-set-missing' | 'tags-of-one-set';

/** Why a topic cannot bear these tags, with the words or the set that stand in the way; null if it can. */
export function tagFault(tagging: Tagging): { code: TagFault; about: string } | null {
  const { wanted, unknown, mayCreate, most, freeTags, sets } = tagging;
  if (wanted.length > most) return { code: 'tags-too-many', about: String(most) };
  if (unknown.length > 0 && !mayCreate) return { code: 'tag-unknown', about: unknown.join(', ') };
  const offered = sets.filter((set) => set.offered);
  const strange = wanted.filter((name) => !offered.some(({ tags }) => tags.includes(name)));
  if (!freeTags && strange.length > 0) return { code: 'tag-not-here', about: strange.join(', ') };
  const of = ({ tags }: OfferedTagSet) => wanted.filter((name) => tags.includes(name)).length;
  const missing = offered.find((set) => set.required && of(set) === 0);
  if (missing) return { code: 'tag-of-set-missing', about: missing.name };
  const crowded = sets.find((set) => set.oneOf && of(set) > 1);
  return crowded ? { code: 'tags-of-one-set', about: crowded.name } : null;
}
