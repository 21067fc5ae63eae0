import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Demo } from './demo.ts';

/** Gives topics their tags, and pins what everybody is to see. A second call changes nothing. */
export async function seedTags(rooms: INestApplicationContext, { tags, pinned }: Demo): Promise<void> {
  const db = rooms.get(DataSource);
  for (const { name, topics } of tags) {
    await db.query(`insert into tag (name) values ($1) on conflict do nothing`, [name]);
    await db.query(
      `insert into topic_tag (topic_id, tag_id)
       select topic.id, tag.id from topic, tag where topic.title = any($2) and tag.name = $1
       on conflict do nothing`,
      [name, topics],
    );
  }
  await db.query(
    `update topic set pinned_until = now() + make_interval(days => $2) where title = $1 and pinned_until is null`,
    [pinned.topic, pinned.days],
  );
}
