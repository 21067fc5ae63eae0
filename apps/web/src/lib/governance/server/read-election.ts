import { Election, ElectionResult } from '@app/contract';
import { isHttpError } from '@sveltejs/kit';
import { read } from '#lib/server/api.ts';

/** An election for the top of its topic, with its result once there is one. */
export async function readElection(
  fetch: typeof globalThis.fetch,
  id: string,
): Promise<{ election: Election; result: ElectionResult | null }> {
  const election = await read(fetch, `/elections/${id}`, Election);
  return { election, result: await readResult(fetch, election) };
}

/** What was counted; null before the count, and where as many stood as there were seats and nobody voted. */
export async function readResult(
  fetch: typeof globalThis.fetch,
  { id, phase, manifest }: Pick<Election, 'id' | 'phase' | 'manifest'>,
): Promise<ElectionResult | null> {
  if (phase !== 'result' || !manifest) return null;
  try {
    return await read(fetch, `/elections/${id}/result`, ElectionResult);
  } catch (cause) {
    // It was declared void since the election was read.
    if (isHttpError(cause, 409)) return null;
    throw cause;
  }
}
