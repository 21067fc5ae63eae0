import { LIVE_NAMESPACE, type LiveEvent } from '@app/contract';
import { io } from 'socket.io-client';
import { LIVE_SOCKET, LiveConnection } from './live-connection.ts';

const UNSEEN_MS = 5 * 60_000;

let connection: LiveConnection | undefined;

/** See LiveConnection.watch; call it in the browser only, and call what it answers when the page goes. */
export function watch(
  room: string,
  after: number,
  onEvent: (event: LiveEvent) => void,
  onResync: () => void,
): () => void {
  connection ??= open();
  return connection.watch(room, after, onEvent, onResync);
}

/** Call it when somebody has signed in or out without loading a new page. */
export function reopen(): void {
  connection?.reopen();
}

function open(): LiveConnection {
  const live = new LiveConnection({
    open: () => io(LIVE_NAMESPACE, LIVE_SOCKET),
    fetch: (path) => fetch(path),
    pollMs: 30_000,
    retryMs: 2000,
  });
  let unseen: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener('visibilitychange', () => {
    clearTimeout(unseen);
    if (document.hidden) unseen = setTimeout(() => live.sleep(), UNSEEN_MS);
    else live.wake();
  });
  // The next try may be half a minute away; the browser knows better.
  addEventListener('online', () => {
    if (!live.connected) live.reopen();
  });
  return live;
}
