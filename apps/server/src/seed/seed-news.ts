import type { INestApplicationContext } from '@nestjs/common';
import { PostNewsService } from '@app/notifications';
import { DataSource } from 'typeorm';

/**
 * Tells members what was written to them lately, at the times when it was written: as if each had been away
 * since their last visit. Older posts are history, of which nobody is told.
 */
export async function seedNews(rooms: INestApplicationContext, since: Date): Promise<void> {
  const db = rooms.get(DataSource);
  const posts = await db.query<{ id: string }[]>(
    `select id from post where created_at >= $1 and kind = 'post' order by created_at, id`,
    [since],
  );
  for (const { id } of posts) await rooms.get(PostNewsService).written(id);
  await db.query(
    `update notification n set told_at = written.at
     from (select i.notification_id, max(p.created_at) as at
           from notification_item i join post p on p.id = i.post_id group by 1) written
     where n.id = written.notification_id`,
  );
}
