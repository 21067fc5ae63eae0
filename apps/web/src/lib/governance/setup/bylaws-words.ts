import type { BylawsField, BylawsPreset, VacancyWay } from '@app/contract';
import { m } from '#lib/paraglide/messages.js';

export const PRESET_WORDS: Record<BylawsPreset, () => string> = {
  'se-ideell': m.bylaws_se_ideell,
  'dk-forening': m.bylaws_dk_forening,
  coop: m.bylaws_coop,
};

export const BYLAWS_WORDS: Record<BylawsField, () => string> = {
  noticeDays: m.bylaws_notice_days,
  seconders: m.bylaws_seconders,
  selfNomination: m.bylaws_self_nomination,
  acclamation: m.bylaws_acclamation,
  quorum: m.bylaws_quorum,
  challengeDays: m.bylaws_challenge_days,
  termMonths: m.bylaws_term_months,
  vacancy: m.bylaws_vacancy,
};

/** The ways to fill a vacancy that can be chosen, each the whole list in its order. */
export const VACANCY_CHOICES: { ways: readonly VacancyWay[]; label: () => string }[] = [
  { ways: ['substitute', 'countback', 'by-election'], label: m.bylaws_vacancy_all },
  { ways: ['countback', 'by-election'], label: m.bylaws_vacancy_countback },
  { ways: ['substitute', 'by-election'], label: m.bylaws_vacancy_substitute },
  { ways: ['by-election'], label: m.bylaws_vacancy_by_election },
];
