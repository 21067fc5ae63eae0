/** When somebody wants to be left alone: minutes after midnight in their zone. */
export interface Hours {
  zone: string;
  quietFrom: number | null;
  quietUntil: number | null;
}

export const NO_HOURS: Hours = { zone: 'UTC', quietFrom: null, quietUntil: null };

const MINUTE_MS = 60_000;
const DAY = 1440;
/** Seven in the morning: a digest is there with the first coffee. */
const MORNING = 7 * 60;

/** The same moment, or the end of the quiet hours that it falls into. */
export function afterQuiet(at: Date, { zone, quietFrom, quietUntil }: Hours): Date {
  if (quietFrom === null || quietUntil === null || quietFrom === quietUntil) return at;
  const { minutes } = localTime(at, zone);
  const since = (minutes - quietFrom + DAY) % DAY;
  const length = (quietUntil - quietFrom + DAY) % DAY;
  return since < length ? atLocal(at, zone, quietUntil) : at;
}

/** The next morning in a zone, or the next Monday morning: always later than now. */
export function nextDigest(now: Date, zone: string, pace: 'daily' | 'weekly'): Date {
  let morning = atLocal(now, zone, MORNING);
  while (pace === 'weekly' && localTime(morning, zone).weekday !== 'Mon') {
    morning = atLocal(morning, zone, MORNING);
  }
  return morning;
}

/** The next moment after `at` when clocks in the zone show this minute. */
function atLocal(at: Date, zone: string, minute: number): Date {
  const ahead = (minute - localTime(at, zone).minutes + DAY) % DAY || DAY;
  const found = new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS + ahead * MINUTE_MS);
  // A night in which clocks change is an hour longer or shorter.
  const missed = ((minute - localTime(found, zone).minutes + DAY * 1.5) % DAY) - DAY / 2;
  return new Date(found.getTime() + missed * MINUTE_MS);
}

function localTime(at: Date, zone: string): { weekday: string; minutes: number } {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return { weekday: part('weekday'), minutes: Number(part('hour')) * 60 + Number(part('minute')) };
}
