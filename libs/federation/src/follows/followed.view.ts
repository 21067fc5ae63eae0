import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Which Groups elsewhere this server follows. */
@Injectable()
export class FollowedView {
  constructor(private readonly db: DataSource) {}

  /** @returns the category that stands for a Group here, or null when it is not followed */
  async categoryOf(group: string | null): Promise<string | null> {
    const [row] = await this.db.query<{ categoryId: string }[]>(
      `select category_id as "categoryId" from ap_follow where actor = $1 and state <> 'rejected'`,
      [group],
    );
    return row?.categoryId ?? null;
  }

  /** Whether it is this Group that a Follow of ours asked, named by the Follow or by the Group. */
  async wasAsked(group: string, names: readonly string[]): Promise<boolean> {
    const rows = await this.db.query<unknown[]>(
      `select from ap_follow where actor = $1 and (activity_id = any($2) or $1 = any($2))`,
      [group, names],
    );
    return rows.length > 0;
  }

  async keepsOut(group: string, actor: string): Promise<boolean> {
    const rows = await this.db.query<unknown[]>(
      `select from ap_block where group_actor = $1 and actor = $2 and (until is null or until > now())`,
      [group, actor],
    );
    return rows.length > 0;
  }

  /** The followed Group that keeps this list, and which of its lists it is. */
  async withList(collection: string): Promise<{ actor: string; list: 'featured' | 'moderators' } | null> {
    const [row] = await this.db.query<{ actor: string; list: 'featured' | 'moderators' }[]>(
      `select a.id as actor,
         case when a.document ->> 'featured' = $1 then 'featured' else 'moderators' end as list
       from ap_follow f join ap_actor a on a.id = f.actor
       where $1 in (a.document ->> 'featured', a.document ->> 'attributedTo')`,
      [collection],
    );
    return row ?? null;
  }
}
