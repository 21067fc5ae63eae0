import type { PostAddress, Problem } from '@app/contract';
import { createStore, del, get, keys, set } from 'idb-keyval';
import type { Outgoing } from './outgoing.ts';

/** Something written without a network, kept in this browser until the server has it. */
export interface KeptSend extends Outgoing {
  viewerId: string;
  at: string;
  /** Why the server does not want it; it is not sent again by itself. */
  refused?: string;
  /** Why it does not want it now; it is sent again by itself. */
  held?: string;
  /** What the refusal is called in the API. */
  code?: string;
}

const store = createStore('folkmoot-outbox', 'sends');

/** These say "not now": what was kept waits on. Every other refusal is about what was written. */
const LATER = [401, 408, 425, 429];

export const outbox = $state<{
  waiting: KeptSend[];
  sent: PostAddress | null;
  /** The one that is on its way right now. */
  underWay: string | null;
  /** Where pages show what is on its way to them, by the path that it is sent to. */
  shownAt: string[];
}>({ waiting: [], sent: null, underWay: null, shownAt: [] });

const places = new Map<string, (address: PostAddress) => Promise<void>>();

/**
 * Says that a page shows what is sent to this path; the others are told of elsewhere.
 *
 * @param onsent called when one has arrived, before it leaves the outbox
 * @returns how to stop
 */
export function showAt(path: string, onsent: (address: PostAddress) => Promise<void>): () => void {
  places.set(path, onsent);
  outbox.shownAt = [...places.keys()];
  return () => {
    places.delete(path);
    outbox.shownAt = [...places.keys()];
  };
}

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
    // Behind one that has to wait, what goes to the same place waits too.
    const held = new Set<string>();
    for (const send of outbox.waiting.filter(({ refused }) => refused === undefined)) {
      if (held.has(send.path)) continue;
      outbox.underWay = send.key;
      const became = await deliver($state.snapshot(send)).finally(() => (outbox.underWay = null));
      if (became === 'lost') break;
      if (became === 'held') held.add(send.path);
    }
  });
  await readOutbox(viewerId);
}

/** Sends one again that the server did not want. */
export async function sendAgain({ key, path, body, viewerId, at }: KeptSend): Promise<void> {
  await set(key, { key, path, body, viewerId, at }, store);
  await sendWaiting(viewerId);
}

async function deliver(send: KeptSend): Promise<'sent' | 'refused' | 'held' | 'lost'> {
  const response = await fetch(send.path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': send.key },
    body: JSON.stringify(send.body),
  }).catch(() => undefined);
  if (!response || response.status >= 500) {
    await set(send.key, { ...send, held: '', code: response ? 'unexpected' : 'offline' }, store);
    return 'lost';
  }
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) {
    const address = answer as PostAddress | null;
    const place = places.get(send.path);
    if (place && address) await place(address);
    else outbox.sent = address;
    await del(send.key, store);
    return 'sent';
  }
  const problem = answer as Problem | null;
  const why = problem?.title ?? response.statusText;
  const later = LATER.includes(response.status);
  const kept = { ...send, ...(problem ? { code: problem.code } : {}), [later ? 'held' : 'refused']: why };
  await set(send.key, kept, store);
  return later ? 'held' : 'refused';
}
