import { Injectable } from '@nestjs/common';
import { type FederatedPost, namesIn, PollsView, PostsView, textOf } from '@app/forum';
import { DataSource } from 'typeorm';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import type { WirePost } from './post-object.rules.ts';

/** How many posts before a new one are looked at for what has not been told yet. */
const LOOK_BACK = 20;

/** Posts as other servers know them. */
@Injectable()
export class WirePostsView {
  constructor(
    private readonly db: DataSource,
    private readonly posts: PostsView,
    private readonly polls: PollsView,
    private readonly at: LocalAddresses,
  ) {}

  async byUuid(uuid: string): Promise<WirePost | null> {
    const postId = await this.posts.idByUuid(uuid);
    return postId === null ? null : this.byId(postId);
  }

  /**
   * Null for what no other server may know of: posts outside federated categories, what the system tells,
   * and elections, which stay at home with all that is said under them.
   */
  async byId(postId: string): Promise<WirePost | null> {
    const post = await this.posts.forFederation(postId);
    if (!post || post.kind !== 'post' || post.topic.kind !== 'discussion') return null;
    if (!post.category.federated && post.category.domain === null) return null;
    return this.withWords(this.toWire(post), post.topic.id);
  }

  /**
   * A post with what became of it for other servers: one that stands where they cannot see it now is gone
   * for them, by the hand of whoever last did something to its topic. What was never told may be withheld,
   * not told: ask what is known first.
   */
  async toldOf(postId: string): Promise<WirePost | null> {
    const post = await this.posts.forFederation(postId);
    if (!post || post.kind !== 'post') return null;
    const wire = this.toWire(post);
    const isOpen = post.topic.kind === 'discussion' && (wire.groupIsLocal ? post.category.federated : true);
    if (isOpen && !post.topic.deleted) return this.withWords(wire, post.topic.id);
    const removedBy = wire.removedBy ?? (await this.lastActor(post.topic.id));
    return { ...wire, deletedAt: post.deletedAt ?? new Date(), removedBy };
  }

  /** Who did something to a topic last, as the actor that others know. */
  async lastActor(topicId: string): Promise<string | null> {
    const [row] = await this.db.query<{ uuid: string }[]>(
      `select a.uuid from post s join account a on a.id = s.author_id
       where s.topic_id = $1 and s.kind = 'system' and a.domain = '' order by s.number desc limit 1`,
      [topicId],
    );
    return row ? this.at.account(row.uuid) : null;
  }

  /**
   * The ids of a post and of those shortly before it in the same topic that nobody was told of yet, in
   * the order of their numbers: jobs run side by side, and readers elsewhere number posts as they come.
   */
  async untoldBefore(postId: string): Promise<string[]> {
    const rows = await this.db.query<{ id: string }[]>(
      `select p.id from post p join post this on this.topic_id = p.topic_id
       where this.id = $1 and p.number between this.number - $2::int and this.number - 1
         and p.uri is null and p.deleted_at is null
         and not exists (select from ap_object o where o.post_id = p.id)
       order by p.number`,
      [postId, LOOK_BACK],
    );
    return [...rows.map(({ id }) => id), postId];
  }

  /** With those whom it speaks to and the words it is found by. */
  private async withWords(post: WirePost, topicId: string): Promise<WirePost> {
    if (!post.isLocal) return post;
    const names = namesIn(post.raw).filter((name) => name.includes('@'));
    const [mentions, tags, poll] = await Promise.all([
      names.length === 0
        ? []
        : this.db.query<{ id: string; name: string }[]>(
            `select uri as id, '@' || handle || '@' || domain as name from account
             where uri is not null and (handle::text || '@' || domain::text) = any($1) order by id`,
            [names],
          ),
      post.number > 1
        ? []
        : this.db.query<{ name: string }[]>(
            `select g.name::text as name from topic_tag t join tag g on g.id = t.tag_id
             where t.topic_id = $1 order by 1`,
            [topicId],
          ),
      post.raw.includes('```poll') ? this.polls.forFederation(post.postId) : null,
    ]);
    return { ...post, mentions, hashtags: tags.map(({ name }) => name), poll };
  }

  private toWire(post: FederatedPost): WirePost {
    const { at } = this;
    const { topic, category } = post;
    const groupIsLocal = category.uri === null;
    const answered = post.parent ?? (post.number === 1 ? null : topic.first);
    return {
      postId: post.id,
      uuid: post.uuid,
      id: at.objectOf(post),
      isLocal: post.uri === null,
      number: post.number,
      version: post.version,
      author: at.actorOf(post.author),
      group: category.uri ?? at.category(category.uuid),
      groupIsLocal,
      groupIsPerson: category.person,
      context: groupIsLocal ? at.topic(topic.uuid) : topic.uri,
      title: topic.title,
      page: at.topicPage(topic.id, topic.slug, post.number),
      raw: post.raw,
      html: post.html,
      excerpt: textOf(post.html, 500),
      publishedAt: post.createdAt,
      editedAt: post.editedAt,
      deletedAt: post.deletedAt,
      removedBy: post.remover && post.remover.uri === null ? at.account(post.remover.uuid) : null,
      parent: answered && {
        id: at.objectOf(answered),
        author: at.actorOf(answered.author),
        mention: answered.author.uri && `@${answered.author.handle}@${answered.author.domain}`,
      },
      mentions: [],
      hashtags: [],
      poll: null,
    };
  }
}
