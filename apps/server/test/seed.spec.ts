import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDataSource } from '@app/platform';
import { configFor, freshDatabase } from '@app/platform/testing';
import { AppModule } from '../src/app.module.ts';
import { ENTITIES } from '../src/entities.ts';
import { readDemo } from '../src/seed/read-demo.ts';
import { seedDemo } from '../src/seed/seed-demo.ts';

const demo = readDemo(`${import.meta.dirname}/../src/seed/demo`);

describe('the demo association', () => {
  let rooms: INestApplicationContext;
  let db: DataSource;

  beforeAll(async () => {
    const url = await freshDatabase();
    const config = configFor(url);
    const pool = await createDataSource(url, ENTITIES).initialize();
    rooms = await NestFactory.createApplicationContext(AppModule.with(config, pool), {
      logger: false,
      abortOnError: false,
    });
    db = rooms.get(DataSource);
  });
  afterAll(() => rooms.close());

  const threads = () =>
    db.query<{ title: string; posts: number }[]>(
      `select title, last_number as posts from topic where kind = 'discussion' order by title`,
    );

  it('is complete after a first start that was interrupted and a second one', async () => {
    const powerCut = (share: number) => {
      if (share > 0.4) throw new Error('power cut');
    };
    await expect(seedDemo(rooms, demo, powerCut)).rejects.toThrow('power cut');
    expect(await seedDemo(rooms, demo)).toBe(true);

    const wanted = demo.threads.map(({ title, posts }) => ({ title, posts: posts.length }));
    expect(await threads()).toEqual(wanted.toSorted((a, b) => (a.title < b.title ? -1 : 1)));
    const [{ members }] = await db.query<[{ members: number }]>(
      `select count(*)::int as members from account`,
    );
    expect(members).toBe(demo.members.length);
  });

  it('keeps what was edited and deleted as its members did it', async () => {
    const posts = demo.threads.flatMap((thread) => thread.posts);
    const [{ edits, deleted }] = await db.query<[{ edits: number; deleted: number }]>(
      `select (select count(*)::int from post_revision) as edits,
              (select count(*)::int from post where deleted_at is not null) as deleted`,
    );
    expect(edits).toBe(posts.reduce((sum, post) => sum + post.edits.length, 0));
    expect(deleted).toBe(posts.filter(({ deletion }) => deletion).length);
    expect(deleted).toBeGreaterThan(0);
  });

  it('is not told twice', async () => {
    const before = await threads();
    expect(await seedDemo(rooms, demo)).toBe(false);
    expect(await threads()).toEqual(before);
  });
});
