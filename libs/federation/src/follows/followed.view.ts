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

  /**
   * The place of somebody elsewhere whom a member follows.
   *
   * @param isAsked whether a member asked for a thread of theirs, so that following is not needed
   */
  async placeOf(person: string, isAsked: boolean): Promise<string | null> {
    const [row] = await this.db.query<{ categoryId: string }[]>(
      `select c.id as "categoryId" from category c
       where c.uri = $1 and c.person and ($2 or exists (
         select from ap_person_follow f join account a on a.id = f.target_id
         where a.uri = $1 and f.state <> 'rejected'))`,
      [person, isAsked],
    );
    return row?.categoryId ?? null;
  }

  /** Whether it is this Group or person that a Follow of ours asked, named by the Follow or by the Group. */
  async wasAsked(group: string, names: readonly string[]): Promise<boolean> {
    const rows = await this.db.query<unknown[]>(
      `select from ap_follow where actor = $1 and (activity_id = any($2) or $1 = any($2))
       union all
       select from ap_person_follow f join account a on a.id = f.target_id
       where a.uri = $1 and f.activity_id = any($2)`,
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
