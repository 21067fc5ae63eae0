import { createHash } from 'node:crypto';
import type { Jobs } from '@app/platform';
import type { EntityManager } from 'typeorm';

export const HANDLE = 'federation:handle';

/**
 * One job at a time handles what one server sent, in the order of its coming; a server that is slow to
 * answer questions holds up nobody else's messages.
 */
export async function orderHandling(
  jobs: Jobs,
  tx: EntityManager,
  origin: string,
  runAt?: Date,
): Promise<void> {
  const key = handlingKey(origin);
  // A later try has a key of its own: it must not put off what comes in now.
  const schedule = runAt ? { jobKey: `${key}:later`, runAt } : { jobKey: key };
  await jobs.add(tx, HANDLE, { origin }, { ...schedule, queue: key });
}

/** The queue of one server's messages, and the name of the job that is to handle what comes in now. */
export function handlingKey(origin: string): string {
  return `${HANDLE}:${createHash('sha256').update(origin).digest('hex').slice(0, 32)}`;
}
