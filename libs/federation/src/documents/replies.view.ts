import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import { CONTEXT } from './context.rules.ts';
import { whole } from './collections.rules.ts';
import type { WirePost } from './post-object.rules.ts';

const PAGE = 50;

interface Reply {
  number: number;
  uuid: string;
  uri: string | null;
}

/** The direct answers to a post. What answers the topic answers its first post. */
@Injectable()
export class RepliesView {
  constructor(
    private readonly db: DataSource,
    private readonly at: LocalAddresses,
  ) {}

  /** @param after the number after which a page begins; null for the collection itself */
  async of(post: WirePost, after: number | null): Promise<object> {
    const id = `${post.id}/replies`;
    const found = await this.after(post, after ?? 0);
    const items = found.slice(0, PAGE).map((reply) => this.at.objectOf(reply));
    const hasMore = found.length > PAGE;
    if (after === null) {
      if (!hasMore) return whole(id, items);
      return { '@context': CONTEXT, id, type: 'OrderedCollection', first: `${id}?after=0` };
    }
    const last = found[PAGE - 1];
    return {
      '@context': CONTEXT,
      id: `${id}?after=${after}`,
      type: 'OrderedCollectionPage',
      partOf: id,
      ...(hasMore && last ? { next: `${id}?after=${last.number}` } : {}),
      orderedItems: items,
    };
  }

  private after({ postId, number }: WirePost, after: number): Promise<Reply[]> {
    return this.db.query(
      `select p.number, p.uuid, p.uri from post p
       where p.topic_id = (select topic_id from post where id = $1) and p.number > greatest($2::int, $3::int)
         and p.deleted_at is null and p.kind = 'post'
         and (p.reply_to_number = $2 or ($2 = 1 and p.reply_to_number is null))
       order by p.number limit $4`,
      [postId, number, after, PAGE + 1],
    );
  }
}
