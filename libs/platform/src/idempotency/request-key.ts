import { z } from 'zod';
import { ProblemError } from '../problems/problem-error.ts';

const Uuid = z.uuid();

/**
 * The one key of a request that may carry two: the body's `clientId` and the `Idempotency-Key` header.
 *
 * @returns undefined if the sender gave neither
 * @throws ProblemError `invalid-input` unless the header is a UUID, `idempotency-conflict` if they differ
 */
export function requestKey(clientId: string | undefined, header: string | undefined): string | undefined {
  if (header !== undefined && !Uuid.safeParse(header).success) {
    throw new ProblemError('invalid-input', { detail: 'The Idempotency-Key must be a UUID' });
  }
  const [key, other = key] = [clientId, header]
    .filter((given) => given !== undefined)
    .map((given) => given.toLowerCase());
  if (key !== other) throw new ProblemError('idempotency-conflict');
  return key;
}
