import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import { around } from '../documents/activities.rules.ts';
import { PUBLIC } from '../documents/context.rules.ts';
import { activityUuid } from './activity-uuid.ts';
import { Outbox, type Sending } from './outbox.ts';
import { lockTelling, PublishService } from './publish.service.ts';

interface Carried {
  id: string;
  uuid: string;
  uri: string | null;
  version: number;
  category: string;
  topic: string;
  isOpen: boolean;
}

/** Posts that were split off or merged: each says itself where it stands now, and the category lists it there. */
@Injectable()
export class MovedPosts {
  constructor(
    private readonly db: DataSource,
    private readonly publishing: PublishService,
    private readonly outbox: Outbox,
    private readonly at: LocalAddresses,
  ) {}

  async tell(moveId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const [move] = await tx.query<{ from: string; to: string }[]>(
        `select from_topic_id as "from", to_topic_id as "to" from topic_move where id = $1`,
        [moveId],
      );
      if (!move) return;
      for (const topicId of [move.from, move.to].toSorted()) await lockTelling(tx, topicId);
      const posts = await tx.query<Carried[]>(
        `select p.id, p.uuid, p.uri, p.version, c.uuid as category, t.uuid as topic,
           c.domain = '' and c.federated and t.kind = 'discussion' and t.deleted_at is null as "isOpen"
         from post_move m join post p on p.topic_id = m.to_topic_id and p.number = m.to_number
           join topic t on t.id = p.topic_id join category c on c.id = t.category_id
         where m.move_id = $1 and p.kind = 'post' order by p.number`,
        [moveId],
      );
      const sendings: Sending[] = [];
      for (const post of posts) {
        const told = await this.publishing.tell(tx, post.id);
        sendings.push(...told);
        if (post.isOpen) sendings.push(this.listed(post));
      }
      await this.outbox.sendAll(tx, sendings);
    });
  }

  private listed({ id: postId, uuid, uri, version, category, topic }: Carried): Sending {
    const group = this.at.category(category);
    const id = this.at.activity(activityUuid('Add to', uuid, version));
    const head = { id, type: 'Add', actor: group, to: [PUBLIC], cc: [this.at.partOf(group, 'followers')] };
    const object = JSON.stringify(this.at.objectOf({ uuid, uri }));
    return {
      activity: {
        id,
        kind: 'AddToTopic',
        actor: group,
        body: around({ ...head, target: this.at.topic(topic) }, object),
        postId,
        revision: version,
      },
      to: { followersOf: [group], actors: [] },
    };
  }
}
