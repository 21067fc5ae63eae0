import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

const HOURS = 24;

/** What was taken back, so that a late arrival of the same does not bring it in. */
@Injectable()
export class Undone {
  constructor(private readonly db: DataSource) {}

  async park(activityId: string | null, actor: string): Promise<void> {
    if (activityId === null || Buffer.byteLength(activityId) > 2048) return;
    await this.db.query(
      `with old as (delete from ap_undone where at < now() - make_interval(hours => $3))
       insert into ap_undone (activity_id, actor) values ($1, $2)
       on conflict (activity_id) do nothing`,
      [activityId, actor, HOURS],
    );
  }

  async wasTakenBack(activityId: string | null, actor: string): Promise<boolean> {
    if (activityId === null) return false;
    const rows = await this.db.query<unknown[]>(
      `select from ap_undone where activity_id = $1 and actor = $2
         and at > now() - make_interval(hours => $3)`,
      [activityId, actor, HOURS],
    );
    return rows.length > 0;
  }
}
