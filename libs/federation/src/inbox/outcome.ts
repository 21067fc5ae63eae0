/** What became of a message; the reason is for the operator who looks it up. */
export interface Outcome {
  state: 'applied' | 'ignored';
  reason: string | null;
}

export const APPLIED: Outcome = { state: 'applied', reason: null };

export function ignored(reason: string): Outcome {
  return { state: 'ignored', reason: reason.slice(0, 500) };
}
