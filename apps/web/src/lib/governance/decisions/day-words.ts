import { getLocale } from '#lib/paraglide/runtime.js';
import { localeTag } from '../locale-tag.ts';

/** A day such as `1 May 2027`, which is the same day in every zone. */
export function dayWords(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString(localeTag(getLocale()), {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}
