import { BallotPass, type PassStore } from './ballot-pass.ts';

const PASSES = 'passes';

/**
 * One member's passes in this browser's IndexedDB.
 *
 * @param accountId whose: people who share a browser must not cast each other's ballots
 */
export async function browserPasses(accountId: string): Promise<PassStore> {
  const database = await opened();
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

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open('folkmoot-ballots', 1);
  request.onupgradeneeded = () =>
    request.result.createObjectStore(PASSES, { keyPath: ['accountId', 'manifest'] });
  return answered(request);
}

function answered<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error ?? new Error('IndexedDB failed without saying why'));
  });
}

function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((done, fail) => {
    transaction.oncomplete = () => done();
    transaction.onabort = () => fail(transaction.error ?? new Error('IndexedDB gave up a transaction'));
  });
}
