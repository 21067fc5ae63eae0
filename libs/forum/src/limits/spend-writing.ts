import type { AccountRole, TrustLevel } from '@app/contract';
import { ProblemError } from '@app/platform';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { EntityManager } from 'typeorm';
import { allowanceOf, type WritingKind } from './writing-limits.rules.ts';

/**
 * Counts one piece of writing, inside its own transaction: what is refused or fails is not counted, and no
 * two writers can spend the same last piece.
 *
 * @throws ProblemError too-many-requests, with the seconds to wait
 */
export async function spendWriting(tx: EntityManager, accountId: string, kind: WritingKind): Promise<void> {
  const [writer] = await tx.query<{ role: AccountRole; trust: TrustLevel }[]>(
    `select role, trust from account where id = $1`,
    [accountId],
  );
  const allowance = writer && allowanceOf(writer, kind);
  if (!allowance) return;
  try {
    await limiter(tx, allowance.most, allowance.spanSeconds).consume(keyOf(accountId, kind));
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    throw new ProblemError('too-many-requests', { retryAfter: Math.ceil(refused.msBeforeNext / 1000) });
  }
}

/** What is left of an allowance, and in how many seconds all of it is back. */
export async function writingLeft(
  tx: EntityManager,
  key: { accountId: string; kind: WritingKind },
  { most, spanSeconds }: { most: number; spanSeconds: number },
): Promise<{ left: number; secondsLeft: number | null }> {
  const spent = await limiter(tx, most, spanSeconds).get(keyOf(key.accountId, key.kind));
  if (spent === null) return { left: most, secondsLeft: null };
  return {
    left: Math.max(0, most - spent.consumedPoints),
    secondsLeft: Math.ceil(spent.msBeforeNext / 1000),
  };
}

function limiter(tx: EntityManager, points: number, duration: number): RateLimiterPostgres {
  const storeClient = {
    query: async ({ text, values }: { text: string; values: unknown[] }) => {
      const rows = await tx.query<object[]>(text, values);
      return { rows, rowCount: rows.length };
    },
  };
  return new RateLimiterPostgres({
    storeClient,
    storeType: 'client',
    tableName: 'rate_limit',
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: 'write',
    points,
    duration,
  });
}

function keyOf(accountId: string, kind: WritingKind): string {
  return `${kind}:${accountId}`;
}
