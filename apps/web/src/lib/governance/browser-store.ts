/**
 * A database of one store in this browser.
 *
 * @param keyPath what tells its records apart
 */
export function browserStore(name: string, store: string, keyPath: string | string[]): Promise<IDBDatabase> {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(store, { keyPath });
  return answered(request);
}

export function answered<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error ?? new Error('IndexedDB failed without saying why'));
  });
}

export function committed(transaction: IDBTransaction): Promise<void> {
  return new Promise((done, fail) => {
    transaction.oncomplete = () => done();
    transaction.onabort = () => fail(transaction.error ?? new Error('IndexedDB gave up a transaction'));
  });
}
