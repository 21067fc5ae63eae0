import { Election, ElectionResult } from '@app/contract';
import { read } from '#lib/server/api.ts';

/** An election for the top of its topic, with its result once there is one. */
export async function readElection(
  fetch: typeof globalThis.fetch,
  id: string,
): Promise<{ election: Election; result: ElectionResult | null }> {
  const election = await read(fetch, `/elections/${id}`, Election);
  if (election.phase !== 'result') return { election, result: null };
  return { election, result: await read(fetch, `/elections/${id}/result`, ElectionResult) };
}
