import { type DynamicModule, Module } from '@nestjs/common';
import { FederationModule } from '@app/federation';
import { FindingModule, ForumModule } from '@app/forum';
import { GovernanceModule } from '@app/governance';
import { IdentityModule } from '@app/identity';
import { MediaModule } from '@app/media';
import { NotificationsModule } from '@app/notifications';
import { type Config, PlatformModule, Readings } from '@app/platform';
import { PageNews, RealtimeModule } from '@app/realtime';
import type { DataSource } from 'typeorm';
import { HealthController } from './health.controller.ts';
import { SiteHealthController } from './watching/site-health.controller.ts';
import { PageCache } from './page-cache/page-cache.ts';

/** The whole program: every room, in one application. */
@Module({})
export class AppModule {
  static with(config: Config, db: DataSource): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(config, db),
        MediaModule,
        IdentityModule,
        ForumModule,
        FindingModule,
        GovernanceModule,
        FederationModule,
        RealtimeModule,
        NotificationsModule,
      ],
      controllers: [HealthController, SiteHealthController],
      providers: [
        {
          provide: PageCache,
          useFactory: (news: PageNews, readings: Readings) =>
            config.pageCacheMegabytes > 0 ? new PageCache(news, config.pageCacheMegabytes, readings) : null,
          inject: [PageNews, Readings],
        },
      ],
    };
  }
}
