import type { IncomingMessage, Server as HttpServer } from 'node:http';
import { Injectable } from '@nestjs/common';
import {
  type ClientToServerEvents,
  type JoinAnswer,
  JoinRoom,
  LIVE_NAMESPACE,
  type ServerToClientEvents,
} from '@app/contract';
import { SessionsService, type Viewer } from '@app/identity';
import { Config } from '@app/platform';
import { type DefaultEventsMap, Server, type Socket } from 'socket.io';
import { RoomAccessView } from '../access/room-access.view.ts';
import { RoomLogView } from '../log/room-log.view.ts';
import type { PagesChanged } from '../dispatch/room-event.ts';
import type { LoggedEvent } from './live-tail.ts';
import { Turns } from './turns.ts';

const MOST_ROOMS = 20;

/** More than this at once is no browser of ours. */
const MOST_WAITING = 100;

interface SocketState {
  viewer: Viewer;
  turns: Turns;
}
type LiveServer = Server<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketState>;
type LiveSocket = Socket<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketState>;

/** The sockets of this process: who is in which room. They say nothing but join and leave. */
@Injectable()
export class Gateway {
  private io: LiveServer | undefined;
  private closing = false;

  constructor(
    private readonly config: Config,
    private readonly access: RoomAccessView,
    private readonly log: RoomLogView,
    private readonly sessions: SessionsService,
  ) {}

  /** Takes over `/socket.io` of the server; everything else goes where it went. */
  attach(server: HttpServer): void {
    const io: LiveServer = new Server({
      path: '/socket.io',
      serveClient: false,
      transports: ['websocket', 'polling'],
      perMessageDeflate: false,
      maxHttpBufferSize: 10_000,
      allowRequest: (request, answer) => answer(null, !this.closing && this.isFromOurPages(request)),
    });
    const live = io.of(LIVE_NAMESPACE);
    live.use((socket, next) => {
      this.viewerOf(socket).then(
        (viewer) => {
          socket.data = { viewer, turns: new Turns() };
          next();
        },
        () => next(new Error('database-unavailable')),
      );
    });
    live.on('connection', (socket) => this.serve(socket));
    io.attach(server);
    this.io = io;
  }

  /** Hands an event to those in its room. */
  emit(event: Exclude<LoggedEvent, PagesChanged>): void {
    if (event.type === 'access.changed') this.recheck(event.data.accountId);
    else this.io?.of(LIVE_NAMESPACE).to(event.room).emit('ev', event);
  }

  /** How many browsers are connected to this process. */
  get sockets(): number {
    return this.io?.engine.clientsCount ?? 0;
  }

  /** Lets go of all sockets, whose browsers then come back by themselves, and takes no new ones. */
  close(): void {
    this.closing = true;
    // Not Server.close(): it would close the HTTP server too, which is not ours.
    this.io?.engine.close();
  }

  /** Browsers name the page's origin on every socket, and other sites must not read with our cookies. */
  private isFromOurPages({ headers: { origin } }: IncomingMessage): boolean {
    return origin === undefined || origin === new URL(this.config.publicUrl).origin;
  }

  private viewerOf(socket: LiveSocket): Promise<Viewer> {
    return this.sessions.viewerOf(socket.handshake.headers);
  }

  private serve(socket: LiveSocket): void {
    const { turns } = socket.data;
    const inTurn = (task: () => Promise<void>) => {
      if (turns.waiting < MOST_WAITING) turns.take(task);
      else socket.disconnect(true);
    };
    socket.on('join', (request, answer) => {
      inTurn(async () => {
        const result = await this.join(socket, request);
        // Whoever speaks the protocol without asking for an answer gets none.
        if (typeof answer === 'function') answer(result);
      });
    });
    socket.on('leave', (request) => {
      inTurn(async () => {
        const leave = JoinRoom.shape.room.safeParse((request as { room?: unknown } | null)?.room);
        if (leave.success) await socket.leave(leave.data);
      });
    });
  }

  private async join(socket: LiveSocket, request: unknown): Promise<JoinAnswer> {
    const parsed = JoinRoom.safeParse(request);
    if (!parsed.success) return { ok: false, code: 'invalid-input' };
    const { room } = parsed.data;
    // The socket's own id is a room too.
    if (!socket.rooms.has(room) && socket.rooms.size > MOST_ROOMS)
      return { ok: false, code: 'too-many-rooms' };
    try {
      if (!(await this.access.mayJoin(socket.data.viewer, room))) {
        await socket.leave(room);
        return { ok: false, code: 'not-found' };
      }
      // First the room, then the log: what is written in between comes twice rather than never.
      await socket.join(room);
      return await this.log.since(parsed.data);
    } catch {
      return { ok: false, code: 'database-unavailable' };
    }
  }

  /** Asks anew who an account's sockets are (null for all), and takes them out of rooms they may no longer see. */
  private recheck(accountId: string | null): void {
    for (const socket of this.io?.of(LIVE_NAMESPACE).sockets.values() ?? []) {
      const concerned = accountId === null || socket.data.viewer.accountId === accountId;
      if (concerned) socket.data.turns.take(() => this.evict(socket));
    }
  }

  private async evict(socket: LiveSocket): Promise<void> {
    try {
      socket.data.viewer = await this.viewerOf(socket);
      for (const room of socket.rooms) {
        if (room === socket.id || (await this.access.mayJoin(socket.data.viewer, room))) continue;
        await socket.leave(room);
        socket.emit('evict', { room });
      }
    } catch {
      // Who cannot be checked comes back as whoever they are then.
      socket.disconnect(true);
    }
  }
}
