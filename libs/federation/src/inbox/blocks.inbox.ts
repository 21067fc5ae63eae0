import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { RemovalsService } from '../threads/removals.service.ts';
import type { Handlers } from './handlers.ts';
import type { Deed } from './message.ts';
import { APPLIED, ignored, type Outcome } from './outcome.ts';

/** How many posts of one person go at once. */
const MOST_POSTS = 500;

/** Whom a category elsewhere keeps out. */
@Injectable()
export class BlocksInbox {
  readonly handlers: Handlers = {
    Block: (deed) => this.block(deed),
    'Undo Block': (deed) => this.block(deed),
  };

  constructor(
    private readonly db: DataSource,
    private readonly removals: RemovalsService,
  ) {}

  private async block({ actor, isUndo, activity, objectId }: Deed): Promise<Outcome> {
    const { target: group, endTime, id, removeData } = activity;
    if (group === null || objectId === null) return ignored('nobody to keep out');
    if (isUndo) {
      const [, freed] = await this.db.query<[unknown, number]>(
        `delete from ap_block where group_actor = $1 and actor = $2`,
        [group, objectId],
      );
      return freed > 0 ? APPLIED : ignored('nothing to undo');
    }
    await this.db.query(
      `insert into ap_block (group_actor, actor, until, activity_id) values ($1, $2, $3, $4)
       on conflict (group_actor, actor) do update set until = excluded.until, activity_id = excluded.activity_id`,
      [group, objectId, endTime, id],
    );
    if (removeData) await this.removePosts(group, objectId, actor);
    return APPLIED;
  }

  private async removePosts(group: string, author: string, moderator: string): Promise<void> {
    const posts = await this.db.query<{ uri: string }[]>(
      `select p.uri from post p join account a on a.id = p.author_id
         join topic t on t.id = p.topic_id join category c on c.id = t.category_id
       where a.uri = $1 and c.uri = $2 and p.uri is not null and p.deleted_at is null
       order by p.id desc limit $3`,
      [author, group, MOST_POSTS],
    );
    for (const { uri } of posts) await this.removals.byModerator(uri, moderator);
  }
}
