import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sameOrigin } from '../inbox/message.ts';
import { FirstReference, readJson } from '../mapping/wire.ts';
import { Objects } from '../store/objects.ts';

export interface KnownPost {
  id: string;
  /** Where its own server lists what answers it. */
  replies: string | null;
}

/** What is here of a thread, and where more of it may be found. */
@Injectable()
export class ThreadFactsView {
  constructor(
    private readonly db: DataSource,
    private readonly objects: Objects,
  ) {}

  /** The posts that came from elsewhere, in the order of the thread. */
  async posts(topicId: string): Promise<KnownPost[]> {
    const rows = await this.db.query<{ id: string; document: string }[]>(
      `select o.id, o.document from ap_object o join post p on p.id = o.post_id
       where p.topic_id = $1 and p.uri is not null and p.deleted_at is null order by p.number`,
      [topicId],
    );
    return rows.map(({ id, document }) => ({ id, replies: repliesOf(id, document) }));
  }

  /** The Group elsewhere in which it stands. */
  async group(topicId: string): Promise<string | null> {
    const [row] = await this.db.query<{ uri: string | null }[]>(
      `select c.uri from topic t join category c on c.id = t.category_id where t.id = $1`,
      [topicId],
    );
    return row?.uri ?? null;
  }

  /** The list that its home keeps of it. */
  async context(topicId: string, [first]: KnownPost[]): Promise<string | null> {
    const [topic] = await this.db.query<{ uri: string | null }[]>(`select uri from topic where id = $1`, [
      topicId,
    ]);
    return topic?.uri ?? (first ? this.objects.contextOf(first.id) : null);
  }
}

function repliesOf(id: string, document: string): string | null {
  const { replies } = (readJson(document) ?? {}) as { replies?: unknown };
  const found = FirstReference.parse(replies ?? null);
  return sameOrigin(found, id) ? found : null;
}
