import type { Server } from 'node:http';
import { Injectable } from '@nestjs/common';
import type { Logger } from 'pino';
import { Dispatcher } from './dispatch/dispatcher.ts';
import { Gateway } from './gateway/gateway.ts';
import { LiveTail, type LoggedEvent } from './gateway/live-tail.ts';
import { PageNews } from './page-news.ts';

/** The moving parts of one web process, in the order in which they start and stop. */
@Injectable()
export class Live {
  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly tail: LiveTail,
    private readonly gateway: Gateway,
    private readonly pages: PageNews,
  ) {}

  async open(server: Server, log: Pick<Logger, 'warn'>): Promise<void> {
    // Before the first socket: what is written after somebody's join must reach them.
    await this.tail.start(log, (event) => this.passOn(event));
    this.gateway.attach(server);
    this.dispatcher.start(log);
  }

  async close(): Promise<void> {
    this.gateway.close();
    await Promise.all([this.dispatcher.stop(), this.tail.stop()]);
  }

  private passOn(event: LoggedEvent): void {
    if (event.type === 'pages.changed') this.pages.tell(event.data.topicIds);
    else this.gateway.emit(event);
  }
}
