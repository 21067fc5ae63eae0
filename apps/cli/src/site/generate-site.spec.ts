import { createDataSource } from '@app/platform';
import { configFor, freshDatabase } from '@app/platform/testing';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { DataSource } from 'typeorm';
import { afterEach, describe, expect, it } from 'vitest';
import { AppModule } from '../../../server/src/app.module.ts';
import { ENTITIES } from '../../../server/src/entities.ts';
import { generateSite } from './generate-site.ts';
import type { SitePlan } from './site-plan.ts';

const plan: SitePlan = { members: 12, topics: 60, posts: 9000, largestTopic: 2000, seed: 7 };
const until = new Date('2026-11-01T12:00:00Z');
const open: INestApplicationContext[] = [];

afterEach(async () => {
  for (const rooms of open.splice(0)) await rooms.close();
});

async function emptyRooms(): Promise<{ rooms: INestApplicationContext; db: DataSource }> {
  const url = await freshDatabase();
  const db = await createDataSource(url, ENTITIES).initialize();
  const rooms = await NestFactory.createApplicationContext(AppModule.with(configFor(url), db), {
    logger: false,
  });
  open.push(rooms);
  return { rooms, db };
}

/** All that readers see of the site, as one hash. */
async function content(db: DataSource): Promise<unknown> {
  const [row] = await db.query<unknown[]>(
    `select count(*)::int as posts, count(distinct topic_id)::int as topics,
       md5(string_agg(concat_ws('|', t.uuid, t.title, t.bumped_at, p.number, a.handle, p.raw, p.html, p.created_at,
         p.reply_to_number), '#' order by t.uuid, p.number)) as hash
     from post p join topic t on t.id = p.topic_id join account a on a.id = p.author_id`,
  );
  return row;
}

describe('a generated site', () => {
  it('has the size that was asked for, with replies in order and numbers without a gap', async () => {
    const { rooms, db } = await emptyRooms();
    const written = await generateSite(rooms, plan, { until, showProgress: () => {} });
    expect(written.posts).toBe(9000);
    const [topics] = await db.query<unknown[]>(
      `select count(*)::int as topics, max(last_number) as longest, sum(post_count)::int as posts,
         bool_and(t.last_number = (select count(*) from post where topic_id = t.id)) as dense,
         max(bumped_at) <= $1 as past from topic t`,
      [until],
    );
    expect(topics).toEqual({ topics: 60, longest: 2000, posts: 9000, dense: true, past: true });
    const disordered = await db.query<unknown[]>(
      `select 1 from (select number, reply_to_number, created_at,
           max(created_at) over (partition by topic_id order by number) as latest from post) p
       where created_at < latest or reply_to_number >= number limit 1`,
    );
    expect(disordered).toEqual([]);
  });

  it('is the same for the same seed, also when the run broke off half-way, and another for another', async () => {
    const whole = await emptyRooms();
    await generateSite(whole.rooms, plan, { until, showProgress: () => {} });
    const broken = await emptyRooms();
    const stopped = generateSite(broken.rooms, plan, {
      until,
      showProgress: (share) => {
        if (share > 0.4) throw new Error('the power went');
      },
    });
    await expect(stopped).rejects.toThrow('the power went');
    const first = await content(broken.db);
    const rest = await generateSite(broken.rooms, plan, { until, showProgress: () => {} });
    expect(rest.posts).toBeLessThan(9000);
    expect(first).not.toEqual(await content(broken.db));
    expect(await content(broken.db)).toEqual(await content(whole.db));

    const other = await emptyRooms();
    await generateSite(other.rooms, { ...plan, seed: 8 }, { until, showProgress: () => {} });
    expect(await content(other.db)).not.toEqual(await content(whole.db));
  });
});
