import type { ClientToServerEvents, JoinAnswer, LiveEvent, ServerToClientEvents } from '@app/contract';
import type { ManagerOptions, Socket } from 'socket.io-client';
import { RoomLog } from './room-log.ts';

export type LiveSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** How the browser reaches the server; it never gives up. */
export const LIVE_SOCKET: Partial<ManagerOptions> = {
  path: '/socket.io',
  transports: ['websocket', 'polling'],
  tryAllTransports: true,
  reconnectionDelay: 1000,
  reconnectionDelayMax: 30_000,
  randomizationFactor: 0.5,
};

const ANSWER_MS = 10_000;

interface Watch {
  room: string;
  log: RoomLog;
  onResync: () => void;
  joining: boolean;
}

interface Parts {
  open: () => LiveSocket;
  fetch: (path: string) => Promise<Response>;
  /** How often missed events are asked for over HTTP while there is no socket. */
  pollMs: number;
  /** How long to wait before asking again after a refusal that may pass. */
  retryMs: number;
}

/** All rooms that one tab watches, over one socket that is opened when the first of them is. */
export class LiveConnection {
  private socket: LiveSocket | undefined;
  private readonly watches = new Set<Watch>();
  private polling: ReturnType<typeof setInterval> | undefined;
  private asleep = false;

  constructor(private readonly parts: Parts) {}

  /**
   * Follows a room from a number on; answers how to stop.
   *
   * @param after the room's `head` that came with the page
   * @param onEvent gets every later event once, in order
   * @param onResync the log does not reach back so far, or the viewer lost the room: read the page again
   *   and watch again with its new head; nothing more comes from this watch
   */
  watch(room: string, after: number, onEvent: (event: LiveEvent) => void, onResync: () => void): () => void {
    const watch = { room, log: new RoomLog(after, onEvent), onResync, joining: false };
    this.watches.add(watch);
    this.socket ??= this.openSocket();
    void this.join(watch);
    return () => this.forget(watch);
  }

  /** Whether events come at once; without, they are asked for now and then. */
  get connected(): boolean {
    return this.socket?.connected ?? false;
  }

  /** Leaves all rooms while nobody looks at the tab. */
  sleep(): void {
    if (this.asleep) return;
    this.asleep = true;
    for (const room of new Set([...this.watches].map((watch) => watch.room))) this.leave(room);
  }

  /** Comes back to all rooms and catches up. */
  wake(): void {
    if (!this.asleep) return;
    this.asleep = false;
    this.joinAll();
  }

  /** Connects anew and at once: as somebody who has just signed in or out, or whose network is back. */
  reopen(): void {
    this.socket?.disconnect().connect();
  }

  close(): void {
    const { socket } = this;
    this.socket = undefined;
    this.watches.clear();
    clearInterval(this.polling);
    socket?.disconnect();
  }

  private openSocket(): LiveSocket {
    const socket = this.parts.open();
    socket.on('connect', () => {
      clearInterval(this.polling);
      this.polling = undefined;
      this.joinAll();
    });
    socket.on('disconnect', () => this.withoutSocket(socket));
    socket.on('connect_error', () => this.withoutSocket(socket));
    socket.on('ev', (event) => {
      for (const watch of this.watches) {
        if (watch.room === event.room && !watch.log.take(event)) void this.join(watch);
      }
    });
    socket.on('evict', ({ room }) => {
      for (const watch of this.in(room)) this.end(watch);
    });
    return socket;
  }

  /** Polls until the socket is back; where the server closed it, socket.io leaves coming back to us. */
  private withoutSocket(socket: LiveSocket): void {
    if (this.socket !== socket) return;
    this.polling ??= setInterval(() => void this.pollAll(), this.parts.pollMs);
    if (!socket.active) {
      setTimeout(
        () => this.socket === socket && socket.connect(),
        this.parts.retryMs * (0.5 + Math.random()),
      );
    }
  }

  private joinAll(): void {
    for (const watch of this.watches) void this.join(watch);
  }

  private async join(watch: Watch): Promise<void> {
    if (watch.joining) return;
    watch.joining = true;
    try {
      while (this.socket?.connected && !this.asleep && this.watches.has(watch)) {
        const request = { room: watch.room, after: watch.log.lastSeq };
        const answer = await this.socket.timeout(ANSWER_MS).emitWithAck('join', request);
        if (this.settled(watch, answer)) return;
        if (!answer.ok) await new Promise((resolve) => setTimeout(resolve, this.parts.retryMs));
      }
    } catch {
      // No answer in time or no socket: with a socket ask again, without one connecting joins again.
      if (this.socket?.connected) setTimeout(() => void this.join(watch), this.parts.retryMs);
    } finally {
      watch.joining = false;
    }
  }

  /** Whether this answer leaves nothing to ask for. */
  private settled(watch: Watch, answer: JoinAnswer): boolean {
    if (!answer.ok) {
      if (answer.code === 'database-unavailable') return false;
      this.watches.delete(watch);
    } else if ('resync' in answer) {
      if (this.watches.has(watch)) this.end(watch);
    } else {
      return watch.log.catchUp(answer);
    }
    return true;
  }

  private async pollAll(): Promise<void> {
    if (this.asleep) return;
    for (const watch of this.watches) {
      const query = new URLSearchParams({ room: watch.room, after: String(watch.log.lastSeq) });
      try {
        const response = await this.parts.fetch(`/api/v1/live/changes?${query}`);
        if (response.ok) this.settled(watch, (await response.json()) as JoinAnswer);
      } catch {
        // The network is away too; the next round asks again from the same number.
      }
    }
  }

  private end(watch: Watch): void {
    this.forget(watch);
    watch.onResync();
  }

  private forget(watch: Watch): void {
    if (this.watches.delete(watch) && this.in(watch.room).length === 0) this.leave(watch.room);
  }

  private leave(room: string): void {
    if (this.socket?.connected) this.socket.emit('leave', { room });
  }

  private in(room: string): Watch[] {
    return [...this.watches].filter((watch) => watch.room === room);
  }
}
