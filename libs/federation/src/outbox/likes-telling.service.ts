import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import { announce, around } from '../documents/activities.rules.ts';
import { audienceIn, type WirePost } from '../documents/post-object.rules.ts';
import { WirePostsView } from '../documents/wire-posts.view.ts';
import { activityUuid } from './activity-uuid.ts';
import { Outbox, type Sending } from './outbox.ts';
import { lockTelling } from './publish.service.ts';

interface Liking {
  accountId: string;
  uuid: string;
  likes: boolean;
  revision: number | null;
  isLive: boolean | null;
}

/**
 * Tells the author of a post elsewhere, and all who follow the category, that somebody here likes it. Whoever
 * reacts in several ways likes it once: others count no finer than that. Who does not want it told is left out.
 */
@Injectable()
export class LikesTelling {
  constructor(
    private readonly db: DataSource,
    private readonly posts: WirePostsView,
    private readonly outbox: Outbox,
    private readonly at: LocalAddresses,
  ) {}

  /** Brings what others know of the likes of a post up to what they are. Running twice is running once. */
  async publish(postId: string): Promise<void> {
    const post = await this.posts.byId(postId);
    if (!post || post.deletedAt !== null) return;
    await this.db.transaction(async (tx) => {
      const [row] = await tx.query<{ topicId: string }[]>(
        `select topic_id as "topicId" from post where id = $1 and (uri is not null
           or exists (select from ap_object o where o.post_id = post.id and o.state = 'live'))`,
        [postId],
      );
      // A post that nobody was told of cannot be liked elsewhere.
      if (!row) return;
      await lockTelling(tx, row.topicId);
      const sendings: Sending[] = [];
      for (const liking of await this.differences(tx, postId)) {
        const revision = liking.likes ? (liking.revision ?? 0) + 1 : (liking.revision ?? 1);
        await tx.query(
          `insert into ap_like (post_id, account_id, revision, is_live) values ($1, $2, $3, $4)
           on conflict (post_id, account_id) do update set revision = excluded.revision, is_live = excluded.is_live`,
          [postId, liking.accountId, revision, liking.likes],
        );
        sendings.push(...this.words(post, liking, revision));
      }
      await this.outbox.sendAll(tx, sendings);
    });
  }

  private differences(tx: EntityManager, postId: string): Promise<Liking[]> {
    return tx.query(
      `select a.id as "accountId", a.uuid, now.account_id is not null as likes, l.revision, l.is_live as "isLive"
       from (
           select distinct account_id from reaction where post_id = $1 and not exists (
             select from ap_member m where m.account_id = reaction.account_id and not m.tells_likes)
         ) now
         full join (select * from ap_like where post_id = $1) l on l.account_id = now.account_id
         join account a on a.id = coalesce(now.account_id, l.account_id) and a.domain = '' and a.deleted_at is null
       where (now.account_id is not null) <> coalesce(l.is_live, false)
       order by a.id`,
      [postId],
    );
  }

  private words(post: WirePost, { uuid, likes }: Liking, revision: number): Sending[] {
    const actor = this.at.account(uuid);
    const about = `${post.id} by ${actor}`;
    const head = { type: 'Like', actor, ...audienceIn(post) };
    const like = around(
      { id: this.at.activity(activityUuid('Like', about, revision)), ...head },
      JSON.stringify(post.id),
    );
    const kind = likes ? 'Like' : 'UndoLike';
    const id = this.at.activity(activityUuid(kind, about, revision));
    const body = likes ? like : around({ id, type: 'Undo', actor, ...audienceIn(post) }, like);
    // To the author alone: a Like to the public would show up in feeds.
    const to = { followersOf: [], actors: post.groupIsLocal ? [post.author] : [post.author, post.group] };
    const said = { activity: { id, kind, actor, body, postId: post.postId }, to };
    if (!post.groupIsLocal) return [said];
    const { group } = post;
    const announcing = this.at.activity(activityUuid(`Announce${kind}`, about, revision));
    const relayed = announce({ id: announcing, group, published: new Date() }, body, this.at);
    return [
      said,
      {
        activity: {
          id: announcing,
          kind: `Announce${kind}`,
          actor: group,
          body: relayed,
          postId: post.postId,
        },
        to: { followersOf: [group], actors: [] },
      },
    ];
  }
}
