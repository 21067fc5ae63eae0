import type { DraftStep } from '@app/contract';
import { m } from '#lib/paraglide/messages.js';

/** The pages on which an election is set up, in their order, with what each keeps. */
export const SETUP_STEPS = [
  { page: 'seats', keeps: ['terms', 'course'], label: m.setup_seats },
  { page: 'roll', keeps: ['roll'], label: m.setup_roll },
  { page: 'nominations', keeps: [], label: m.setup_nominations },
  { page: 'texts', keeps: ['text'], label: m.setup_texts },
  { page: 'checks', keeps: ['officers'], label: m.setup_checks },
] as const satisfies { page: string; keeps: DraftStep[]; label: () => string }[];

/** The page on which something is missing; the last one where nothing is. */
export function pageOfStep(missing: DraftStep | null): (typeof SETUP_STEPS)[number]['page'] {
  const found = SETUP_STEPS.find(({ keeps }) => (keeps as readonly (DraftStep | null)[]).includes(missing));
  return found?.page ?? 'checks';
}
