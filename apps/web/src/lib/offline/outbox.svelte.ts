import type { PostAddress, Problem } from '@app/contract';
import { createStore, del, get, keys, set } from 'idb-keyval';
import type { Outgoing } from './outgoing.ts';

/** Something written without a network, kept in this browser until the server has it. */
export interface KeptSend extends Outgoing {
  viewerId: string;
  at: string;
  /** Why the server does not want it; it is not sent again by itself. */
  refused?: string;
}

const store = createStore('folkmoot-outbox', 'sends');

/** These say "not now": what was kept waits on. Every other refusal is about what was written. */
const LATER = [401, 408, 425, 429];

export const outbox = $state<{ waiting: KeptSend[]; sent: PostAddress | null }>({ waiting: [], sent: null });

export async function keepSend(send: KeptSend): Promise<void> {
  await set(send.key, send, store);
  await readOutbox(send.viewerId);
}

export async function dropSend({ key, viewerId }: KeptSend): Promise<void> {
  await del(key, store);
  await readOutbox(viewerId);
}

/** Shows what this member has waiting; another member of the same browser has their own. */
export async function readOutbox(viewerId: string): Promise<void> {
  const all = await Promise.all((await keys<string>(store)).map((key) => get<KeptSend>(key, store)));
  outbox.waiting = all
    .filter((send) => send !== undefined)
    .filter((send) => send.viewerId === viewerId)
    .toSorted((a, b) => a.at.localeCompare(b.at));
}

/** Sends what waits, in the order in which it was written, from one tab at a time; stops where the network does. */
export async function sendWaiting(viewerId: string): Promise<void> {
  await navigator.locks.request('folkmoot-outbox', async () => {
    await readOutbox(viewerId);
    for (const send of outbox.waiting.filter(({ refused }) => refused === undefined)) {
      if (!(await deliver($state.snapshot(send)))) break;
    }
  });
  await readOutbox(viewerId);
}

/** @returns whether the next one can be tried */
async function deliver(send: KeptSend): Promise<boolean> {
  const response = await fetch(send.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': send.key },
    body: JSON.stringify(send.body),
  }).catch(() => undefined);
  if (!response || response.status >= 500 || LATER.includes(response.status)) return false;
  if (response.ok) {
    await del(send.key, store);
    outbox.sent = (await response.json().catch(() => null)) as PostAddress | null;
  } else {
    const problem = (await response.json().catch(() => null)) as Problem | null;
    await set(send.key, { ...send, refused: problem?.title ?? response.statusText }, store);
  }
  return true;
}
