import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** The bytes that were sent, under the ids that they were sent with. */
@Injectable()
export class StoredDocumentsView {
  constructor(private readonly db: DataSource) {}

  async object(id: string): Promise<string | null> {
    const [row] = await this.db.query<{ document: string }[]>(
      `select document from ap_object where id = $1 and document <> ''`,
      [id],
    );
    return row?.document ?? null;
  }

  /** Not those of a category that was closed to other servers since, and not what a member chose in a poll elsewhere. */
  async activity(id: string): Promise<string | null> {
    const [row] = await this.db.query<{ body: string }[]>(
      `select a.body from ap_activity a
         left join post p on p.id = a.post_id
         left join topic t on t.id = p.topic_id
         left join category c on c.id = t.category_id
       where a.id = $1 and a.kind <> 'Vote' and (a.post_id is null or c.federated or c.domain <> '')`,
      [id],
    );
    return row?.body ?? null;
  }
}
