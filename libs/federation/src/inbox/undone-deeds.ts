import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { parseActivity } from '../mapping/activity.ts';
import { readJson } from '../mapping/wire.ts';
import type { Deed } from './message.ts';

/** An Undo may name what it takes back by nothing but its id: then that is looked up among what came. */
@Injectable()
export class UndoneDeeds {
  constructor(private readonly db: DataSource) {}

  async named(deed: Deed): Promise<Deed> {
    const [row] = await this.db.query<{ body: string }[]>(
      `select body from ap_inbox where activity_id = $1 and actor = $2`,
      [deed.objectId, deed.actor],
    );
    const activity = row && parseActivity(readJson(row.body));
    if (activity) return { ...deed, type: activity.type, activity, objectId: activity.objectIds[0] ?? null };
    // A Follow is what servers take back like this; its id is kept with the follower.
    return { ...deed, type: 'Follow', activity: { ...deed.activity, id: deed.objectId }, objectId: null };
  }
}
