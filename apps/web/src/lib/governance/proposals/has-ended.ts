import type { TopicProposals } from '@app/contract';

/** Whether something in a topic was decided, or has been asked and answered. */
export function hasEnded({ proposals, senseChecks }: TopicProposals): boolean {
  return proposals.some(({ state }) => state === 'decided') || senseChecks.some(({ closed }) => closed);
}
