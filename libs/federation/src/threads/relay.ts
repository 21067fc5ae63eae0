import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import { announce, reject } from '../documents/activities.rules.ts';
import { Outbox } from '../outbox/outbox.ts';
import { activityUuid } from '../outbox/activity-uuid.ts';
import type { PlacedPost } from './places.view.ts';

interface Message {
  body: string;
  activityId: string;
  actor: string;
}

/** Our categories tell all their followers, and the sender, what they accepted from others. */
@Injectable()
export class Relay {
  constructor(
    private readonly db: DataSource,
    private readonly outbox: Outbox,
    private readonly at: LocalAddresses,
  ) {}

  /**
   * Announces what was done to a post in one of our categories, in its author's own bytes. The sender's
   * server gets it too: some show a post as waiting until it comes back.
   */
  async passOn(
    kind: 'Create' | 'Update' | 'Delete',
    post: PlacedPost,
    inboxId: string | null,
  ): Promise<void> {
    if (!post.groupIsLocal || inboxId === null) return;
    const { body, activityId, actor } = await this.message(inboxId);
    const { group, postId } = post;
    const id = this.at.activity(activityUuid(`Announce${kind}`, activityId, 1));
    const text = announce({ id, group, published: new Date() }, body, this.at);
    await this.db.transaction((tx) =>
      this.outbox.send(
        tx,
        { id, kind: `Announce${kind}`, actor: group, body: text, postId },
        { followersOf: [group], actors: [actor] },
      ),
    );
  }

  /** Shows a topic to servers that understand only boosts. */
  async show(post: PlacedPost, objectId: string): Promise<void> {
    if (!post.groupIsLocal) return;
    const { group, postId } = post;
    const id = this.at.activity(activityUuid('AnnounceObject', objectId, 1));
    const body = announce(
      { id, group, published: new Date(), cc: [post.author] },
      JSON.stringify(objectId),
      this.at,
    );
    await this.db.transaction((tx) =>
      this.outbox.send(
        tx,
        { id, kind: 'AnnounceObject', actor: group, body, postId, revision: 1 },
        { followersOf: [group], actors: [] },
      ),
    );
  }

  /** Tells the author that a category of ours did not take the post, and why. */
  async refuse(group: string, inboxId: string | null, reason: string): Promise<void> {
    if (inboxId === null || !this.at.owns(group)) return;
    const { activityId, actor } = await this.message(inboxId);
    const id = this.at.activity(activityUuid('Reject', activityId, 1));
    const body = reject({ id, actor: group, summary: reason }, { sender: actor, activity: activityId });
    await this.db.transaction((tx) =>
      this.outbox.send(tx, { id, kind: 'Reject', actor: group, body }, { followersOf: [], actors: [actor] }),
    );
  }

  private async message(inboxId: string): Promise<Message> {
    const [row] = await this.db.query<[Message]>(
      `select body, activity_id as "activityId", actor from ap_inbox where id = $1`,
      [inboxId],
    );
    return row;
  }
}
