import type { Server } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Dispatcher } from './dispatch/dispatcher.ts';
import { Gateway } from './gateway/gateway.ts';
import { LiveTail } from './gateway/live-tail.ts';

/** The moving parts of one web process, in the order in which they start and stop. */
@Injectable()
export class Live {
  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly tail: LiveTail,
    private readonly gateway: Gateway,
  ) {}

  async open(server: Server, log: Pick<Logger, 'warn'>): Promise<void> {
    // Before the first socket: what is written after somebody's join must reach them.
    await this.tail.start(log, (event) => this.gateway.emit(event));
    this.gateway.attach(server);
    this.dispatcher.start(log);
  }

  async close(): Promise<void> {
    this.gateway.close();
    await Promise.all([this.dispatcher.stop(), this.tail.stop()]);
  }
}
