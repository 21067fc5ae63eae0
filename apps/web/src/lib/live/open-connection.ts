import { LIVE_NAMESPACE } from '@app/contract';
import { io } from 'socket.io-client';
import { LIVE_SOCKET, LiveConnection } from './live-connection.ts';

const UNSEEN_MS = 5 * 60_000;

/** The connection of this tab, which leaves its rooms while nobody looks. */
export function openConnection(): LiveConnection {
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
