import type { LiveEvent } from '@app/contract';
import type { LiveConnection } from './live-connection.ts';

const RETRY_MS = 5000;

let connection: Promise<LiveConnection> | undefined;

/** See LiveConnection.watch; call it in the browser only, and call what it answers when the page goes. */
export function watch(
  room: string,
  after: number,
  onEvent: (event: LiveEvent) => void,
  onResync: () => void,
): () => void {
  let stop: (() => void) | undefined;
  let stopped = false;
  connection ??= connect();
  void connection.then((live) => {
    if (!stopped) stop = live.watch(room, after, onEvent, onResync);
  });
  return () => {
    stopped = true;
    stop?.();
  };
}

/** Call it when somebody has signed in or out without loading a new page. */
export function reopen(): void {
  void connection?.then((live) => live.reopen());
}

/** Reading comes first: the way to the server is fetched when the page stands, and asked for what came meanwhile. */
async function connect(): Promise<LiveConnection> {
  await idle();
  for (;;) {
    try {
      const { openConnection } = await import('./open-connection.ts');
      return openConnection();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

function idle(): Promise<unknown> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in globalThis) requestIdleCallback(resolve, { timeout: 1000 });
    else setTimeout(resolve, 200);
  });
}
