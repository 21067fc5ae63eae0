import type { Election, ElectionProcess, StepKind } from '@app/contract';
import { electionPath } from '#lib/forum/paths.ts';

/** Where a step is done, for those that take more than one button. */
const PLACES: Partial<Record<StepKind, string>> = {
  'answer-nomination': '#nominate',
  stand: '#nominate',
  'rule-appeals': '/manage/nominations',
  'decide-candidacies': '/manage/nominations',
  'rule-claims': '/manage/roll',
  'rule-challenges': '/manage/challenges',
  vote: '/ballot',
};

/** The page on which the next step is done; null for one that is a button, or nobody's. */
export function placeOfStep(
  election: Pick<Election, 'id' | 'slug'>,
  process: ElectionProcess,
): string | null {
  const place = PLACES[process.step.kind];
  return place === undefined ? null : `${electionPath(election)}${place}`;
}

/** The event that one button asks for; null where nothing has to be asked for by the viewer. */
export function actOf({ step, next, others }: ElectionProcess) {
  if (!step.yours || step.event === null) return null;
  const event = step.event;
  return [...(next ? [next] : []), ...others].find((move) => move.event === event) ?? null;
}
