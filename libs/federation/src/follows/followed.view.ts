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
}
