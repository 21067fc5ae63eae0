import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { ProblemError } from '../problems/problem-error.ts';

export interface KeyedRequest {
  accountId: string;
  /** The sender's key for this request; without one, it is simply carried out. */
  key: string | undefined;
  /** What the key stands for: the same key with another request is refused. */
  request: object;
}

/**
 * Carries out a write once for each key (IETF draft-ietf-httpapi-idempotency-key-header-07). The same
 * request again is given the first answer; one that is still being carried out is waited for.
 *
 * @param tx the transaction of the write: key, rows and answer are stored together or not at all
 * @throws ProblemError `idempotency-conflict` if the key was used for another request
 */
export async function answerOnce<Answer extends object>(
  tx: EntityManager,
  { accountId, key, request }: KeyedRequest,
  write: () => Promise<Answer>,
): Promise<Answer> {
  if (key === undefined) return write();
  const hash = createHash('sha256').update(JSON.stringify(request)).digest();
  // A second sender of the same key waits here until the first one's transaction has ended.
  const [taken] = await tx.query<{ key: string }[]>(
    `insert into idempotency (account_id, key, request_hash, status, body) values ($1, $2, $3, 201, '{}')
     on conflict do nothing returning key`,
    [accountId, key, hash],
  );
  if (!taken) return earlierAnswer(tx, { accountId, key }, hash);
  const answer = await write();
  await tx.query(`update idempotency set body = $3 where account_id = $1 and key = $2`, [
    accountId,
    key,
    answer,
  ]);
  return answer;
}

async function earlierAnswer<Answer extends object>(
  tx: EntityManager,
  { accountId, key }: { accountId: string; key: string },
  hash: Buffer,
): Promise<Answer> {
  const [earlier] = await tx.query<{ hash: Buffer; body: Answer }[]>(
    `select request_hash as hash, body from idempotency where account_id = $1 and key = $2`,
    [accountId, key],
  );
  if (!earlier?.hash.equals(hash)) throw new ProblemError('idempotency-conflict');
  return earlier.body;
}
