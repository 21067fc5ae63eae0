import type { INestApplicationContext } from '@nestjs/common';
import { ReactionsService } from '@app/forum';
import { DataSource } from 'typeorm';
import type { Telling } from './past-post.ts';
import type { DemoReaction } from './reactions.ts';

/** Lets members react to posts, some hours after they were written. */
export async function seedReactions(
  rooms: INestApplicationContext,
  reactions: readonly DemoReaction[],
  telling: Telling,
): Promise<void> {
  const db = rooms.get(DataSource);
  for (const { thread, number, kind, by } of reactions) {
    const [post] = await db.query<{ id: string }[]>(
      `select p.id from post p join topic t on t.id = p.topic_id where t.title = $1 and p.number = $2`,
      [thread, number],
    );
    if (!post) throw new Error(`the demo has no post ${number} in "${thread}"`);
    for (const member of by) await rooms.get(ReactionsService).add(telling.viewer(member), post.id, kind);
  }
  await db.query(
    `update reaction r set created_at = least($1::timestamptz, p.created_at + interval '3 hours')
     from post p where p.id = r.post_id`,
    [telling.clock.minutesAgo(0)],
  );
}
