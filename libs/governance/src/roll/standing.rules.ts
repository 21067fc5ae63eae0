export type StandingType = 'admitted' | 'paid' | 'lapsed' | 'suspended' | 'resigned' | 'expelled' | 'died';

interface StandingLine {
  type: StandingType;
  at: Date;
}

const IN_STANDING: Record<StandingType, boolean> = {
  admitted: true,
  paid: true,
  lapsed: false,
  suspended: false,
  resigned: false,
  expelled: false,
  died: false,
};

/**
 * What counts at a moment: the last line up to then, or null where there is none and the group alone decides.
 * What moderators do to an account is no such line and changes nothing here.
 *
 * @param events in any order; of two at the same moment the later written one counts
 */
export function standingAt(
  events: readonly StandingLine[],
  moment: Date,
): (StandingLine & { good: boolean }) | null {
  const past = events.filter(({ at }) => at <= moment);
  const last = past.reduce<StandingLine | null>(
    (latest, event) => (latest === null || event.at >= latest.at ? event : latest),
    null,
  );
  return last && { type: last.type, at: last.at, good: IN_STANDING[last.type] };
}
