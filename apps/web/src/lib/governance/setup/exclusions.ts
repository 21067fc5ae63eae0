import type { DraftSteps } from '@app/contract';

type Exclusions = NonNullable<DraftSteps['roll']>['exclusions'];

/** Reads lines such as `anna: moved out`; what is no such line comes back as `wrong`. */
export function readExclusions(text: string): { exclusions: Exclusions; wrong: string | null } {
  const lines = text.split('\n').map((line) => line.trim());
  const exclusions = lines
    .filter((line) => line !== '')
    .map((line) => {
      const [name = '', ...reason] = line.split(':');
      return { handle: name.trim().replace(/^@/, ''), reason: reason.join(':').trim() };
    });
  const wrong = exclusions.find(({ handle, reason }) => handle === '' || reason === '');
  return { exclusions, wrong: wrong ? wrong.handle || '…' : null };
}

export function exclusionLines(exclusions: Exclusions): string {
  return exclusions.map(({ handle, reason }) => `${handle}: ${reason}`).join('\n');
}
