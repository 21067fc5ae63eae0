import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { migrate } from '@app/platform';
import { AppModule } from '../../server/src/app.module.ts';
import { withDatabase } from './open-database.ts';

/** Lets `work` call the services of all rooms, on a migrated database, without serving anything. */
export async function withRooms<Result>(
  work: (rooms: INestApplicationContext) => Promise<Result>,
): Promise<Result> {
  return withDatabase(async ({ config, db, databaseUrl }) => {
    await migrate(db, databaseUrl);
    const rooms = await NestFactory.createApplicationContext(AppModule.with(config, db), {
      logger: false,
      abortOnError: false,
    });
    try {
      return await work(rooms);
    } finally {
      await rooms.close();
    }
  });
}
