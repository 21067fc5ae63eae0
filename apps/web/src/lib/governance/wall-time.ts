/** What `<input type="datetime-local">` holds: a time on the wall, without a zone. */
const WALL_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/;

/**
 * The moment of a time on the wall of a zone. Where clocks are put forward and the time is skipped, the moment after
 * the gap; where they are put back and it comes twice, the first.
 *
 * @returns RFC 3339 in UTC, or undefined for what is no such time
 */
export function momentOf(wallTime: string, zone: string): string | undefined {
  if (!WALL_TIME.test(wallTime)) return undefined;
  try {
    return Temporal.PlainDateTime.from(wallTime).toZonedDateTime(zone).toInstant().toString();
  } catch {
    return undefined;
  }
}

/** Six in the evening so many days from now, as a time on the wall. */
export function eveningIn(days: number, zone: string): string {
  const today = Temporal.Now.plainDateISO(zone);
  return today.add({ days }).toPlainDateTime('18:00').toString({ smallestUnit: 'minute' });
}

/** A moment as a time on the wall of a zone, for `<input type="datetime-local">`. */
export function wallTimeOf(moment: string, zone: string): string {
  const there = Temporal.Instant.from(moment).toZonedDateTimeISO(zone);
  return there.toPlainDateTime().toString({ smallestUnit: 'minute' });
}
