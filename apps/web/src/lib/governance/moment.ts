import { localeTag } from './locale-tag.ts';

/**
 * A moment in words, such as `Fri 27 Nov, 18:00`.
 *
 * @param zone an IANA zone; without one the time is in UTC and says so
 * @param thisYear the year that goes without saying
 */
export function momentWords(
  at: string,
  locale: string,
  { zone, thisYear }: { zone: string | undefined; thisYear: number },
): string {
  const date = new Date(at);
  const words = new Intl.DateTimeFormat(localeTag(locale), {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    ...(date.getUTCFullYear() === thisYear ? {} : { year: 'numeric' }),
    timeZone: zone ?? 'UTC',
  }).format(date);
  return zone === undefined ? `${words} UTC` : words;
}
