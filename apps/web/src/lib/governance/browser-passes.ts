import { BallotPass, type PassStore } from './ballot-pass.ts';
import { answered, browserStore, committed } from './browser-store.ts';

const PASSES = 'passes';

/**
 * One member's passes in this browser's IndexedDB.
 *
 * @param accountId whose: people who share a browser must not cast each other's ballots
 */
export async function browserPasses(accountId: string): Promise<PassStore> {
  const database = await browserStore('folkmoot-ballots', PASSES, ['accountId', 'manifest']);
  // Without this a browser short of space may throw the pass away, and the vote with it.
  await navigator.storage?.persist?.();
  return {
    read: async (manifestHash) => {
      const passes = database.transaction(PASSES).objectStore(PASSES);
      return parsed(await answered(passes.get([accountId, manifestHash])));
    },
    keep: async (pass) => {
      const transaction = database.transaction(PASSES, 'readwrite', { durability: 'strict' });
      const passes = transaction.objectStore(PASSES);
      // One transaction, so that of two tabs the second gets the first one's pass.
      const kept = parsed(await answered(passes.get([accountId, pass.manifest])));
      if (kept) return kept;
      passes.add({ ...pass, accountId });
      await committed(transaction);
      return pass;
    },
    update: async (pass) => {
      const transaction = database.transaction(PASSES, 'readwrite', { durability: 'strict' });
      transaction.objectStore(PASSES).put({ ...pass, accountId });
      await committed(transaction);
    },
  };
}

function parsed(value: unknown): BallotPass | null {
  return value === undefined ? null : BallotPass.parse(value);
}
