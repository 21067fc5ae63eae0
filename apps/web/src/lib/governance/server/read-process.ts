import { ElectionProcess } from '@app/contract';
import { read } from '#lib/server/api.ts';

/** How an election is conducted; null for one that the clock alone moves on. */
export async function readProcess(
  fetch: typeof globalThis.fetch,
  { id, procedure }: { id: string; procedure: string },
): Promise<ElectionProcess | null> {
  return procedure === 'officers' ? read(fetch, `/elections/${id}/process`, ElectionProcess) : null;
}
