import { momentOf } from '#lib/governance/wall-time.ts';

const MORNING = '08:00';

/**
 * When a reminder that was chosen in a form is to come, in the zone of who chose it.
 *
 * @param at a time on the wall, for the choice `at`
 * @returns RFC 3339; null for no reminder; undefined for a time that is none
 */
export function reminderAt(choice: string, at: string, zone: string): string | null | undefined {
  const now = Temporal.Now.zonedDateTimeISO(zone);
  const morning = (days: Temporal.DurationLike) =>
    now
      .toPlainDate()
      .add(days)
      .toZonedDateTime({ timeZone: zone, plainTime: MORNING })
      .toInstant()
      .toString();
  switch (choice) {
    case 'hours':
      return now.add({ hours: 3 }).toInstant().toString();
    case 'tomorrow':
      return morning({ days: 1 });
    case 'week':
      return morning({ weeks: 1 });
    case 'month':
      return morning({ months: 1 });
    case 'at': {
      const moment = momentOf(at, zone);
      return moment !== undefined && moment > new Date().toISOString() ? moment : undefined;
    }
    default:
      return null;
  }
}
