import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Config } from './config/config.ts';
import { EventLog } from './events/event-log.ts';
import { IdempotencyJobs } from './idempotency/idempotency.jobs.ts';
import { Jobs } from './jobs/jobs.ts';
import { JobWorker } from './jobs/worker.ts';
import { OutgoingClient } from './outgoing/outgoing-client.ts';
import { SealedVotes } from './sealed/sealed-votes.ts';
import { PlatformReadings } from './watching/platform.readings.ts';
import { Readings } from './watching/readings.ts';
import { SiteSettings } from './site/site-settings.ts';

/** The ground every room stands on: settings, the database, events, jobs. */
@Global()
@Module({})
export class PlatformModule {
  /** @param db an open connection pool; Nest closes it with the application */
  static with(config: Config, db: DataSource): DynamicModule {
    return {
      module: PlatformModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => db.options,
          dataSourceFactory: () => Promise.resolve(db),
        }),
      ],
      providers: [
        { provide: Config, useValue: config },
        Jobs,
        EventLog,
        IdempotencyJobs,
        JobWorker,
        OutgoingClient,
        PlatformReadings,
        Readings,
        SealedVotes,
        SiteSettings,
      ],
      exports: [Config, Jobs, EventLog, JobWorker, OutgoingClient, Readings, SealedVotes, SiteSettings],
    };
  }
}
