import type { Server } from 'node:http';
import { type BeforeApplicationShutdown, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ForumModule } from '@app/forum';
import { GovernanceModule } from '@app/governance';
import { IdentityModule } from '@app/identity';
import { Config } from '@app/platform';
import type { FastifyInstance } from 'fastify';
import { RoomAccessView } from './access/room-access.view.ts';
import { BROADCAST_PROVIDERS } from './dispatch/broadcasts.ts';
import { DispatchService } from './dispatch/dispatch.service.ts';
import { Dispatcher } from './dispatch/dispatcher.ts';
import { TopicRoomsView } from './dispatch/topic-rooms.view.ts';
import { Gateway } from './gateway/gateway.ts';
import { LiveTail } from './gateway/live-tail.ts';
import { Live } from './live.ts';
import { LiveController } from './log/live.controller.ts';
import { LiveJobs } from './log/live.jobs.ts';
import { RoomLogView } from './log/room-log.view.ts';
import { LiveReadings } from './live.readings.ts';
import { PageNews } from './page-news.ts';

/** What happens, on open pages: change log → dispatcher → room logs → the sockets of every web process. */
@Module({
  imports: [IdentityModule, ForumModule, GovernanceModule],
  controllers: [LiveController],
  providers: [
    ...BROADCAST_PROVIDERS,
    Dispatcher,
    DispatchService,
    Gateway,
    Live,
    LiveJobs,
    LiveReadings,
    LiveTail,
    PageNews,
    RoomAccessView,
    RoomLogView,
    TopicRoomsView,
  ],
  exports: [PageNews],
})
export class RealtimeModule implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    private readonly config: Config,
    private readonly host: HttpAdapterHost,
    private readonly live: Live,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    // The command line uses the rooms without serving anything.
    if (!this.config.roles.web || !this.host.httpAdapter) return;
    const { log } = this.host.httpAdapter.getInstance<FastifyInstance>();
    await this.live.open(this.host.httpAdapter.getHttpServer() as Server, log);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.live.close();
  }
}
