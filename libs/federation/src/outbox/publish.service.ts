import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import { postObject, type WirePost } from '../documents/post-object.rules.ts';
import { WirePostsView } from '../documents/wire-posts.view.ts';
import { readJson } from '../mapping/wire.ts';
import { ApObject } from '../store/ap-object.entity.ts';
import { nextStep, type Step } from './next-step.rules.ts';
import { Outbox, type Sending } from './outbox.ts';
import { tell } from './telling.ts';

/** A vote without a name is counted a moment after it was given, the last ones after the end. */
const COUNTED_MS = 1000;

@Injectable()
export class PublishService {
  constructor(
    private readonly db: DataSource,
    private readonly posts: WirePostsView,
    private readonly outbox: Outbox,
    private readonly at: LocalAddresses,
  ) {}

  /** Brings what other servers know of a post up to what it is now. Running twice is running once. */
  async publish(postId: string): Promise<void> {
    await this.inTopicOf(postId, async (tx) => {
      const sendings: Sending[] = [];
      for (const id of await this.posts.untoldBefore(postId)) sendings.push(...(await this.tell(tx, id)));
      await this.outbox.sendAll(tx, sendings);
    });
  }

  /** Has a post that was told of told again as it is now, for what changes without an edit. */
  async publishAnew(postId: string): Promise<void> {
    await this.inTopicOf(postId, async (tx) => this.outbox.sendAll(tx, await this.tell(tx, postId, true)));
  }

  /** Orders how a poll stands to be told. The end has an order of its own. */
  async orderNews(postId: string): Promise<void> {
    const [due] = await this.db.query<{ at: Date }[]>(
      `select o.at from poll p cross join lateral (
         select greatest(changed_at + interval '5 minutes', now() + interval '1 second') as at
         from ap_object where post_id = p.post_id and state = 'live') o
       where p.post_id = $1 and o.at < p.closes_at`,
      [postId],
    );
    if (due) await this.outbox.tellAgain(this.db.manager, postId, { at: due.at, occasion: 'vote' });
  }

  /** Has the end of a poll told, whatever happens until then. */
  private async orderEnd(tx: EntityManager, { postId, poll }: WirePost): Promise<void> {
    if (!poll || poll.closed) return;
    const at = new Date(poll.closesAt.getTime() + COUNTED_MS);
    await this.outbox.tellAgain(tx, postId, { at, occasion: 'end' });
  }

  /** Has what a topic's posts become told one after the other, in one transaction. */
  private async inTopicOf(postId: string, work: (tx: EntityManager) => Promise<void>): Promise<void> {
    await this.db.transaction(async (tx) => {
      const [post] = await tx.query<{ topicId: string }[]>(
        `select topic_id as "topicId" from post where id = $1`,
        [postId],
      );
      if (!post) return;
      await lockTelling(tx, post.topicId);
      await work(tx);
    });
  }

  /**
   * What is to be sent about one post, noted as told. The telling of its topic is locked.
   *
   * @param anew whether its document is made anew and told of, though the post is the same
   */
  async tell(tx: EntityManager, postId: string, anew = false): Promise<Sending[]> {
    const found = await this.posts.toldOf(postId);
    if (!found) return [];
    const known = await tx.findOneBy(ApObject, { id: found.id });
    const step =
      nextStep(found, known) ?? (anew && known?.state === 'live' && found.isLocal ? 'update' : null);
    if (step === null) return [];
    const post = step === 'delete' ? inToldGroup(found, known?.document ?? '', this.at) : found;
    const earlier = await earlierOf(tx, post.postId);
    if (!post.isLocal && !isOurModeration(post, step, earlier)) return [];
    const revision = (known?.revision ?? 0) + 1;
    const { document, activities } = tell(step, { post, revision, earlier }, this.at, new Date());
    await tx.query(
      `insert into ap_object (id, post_id, state, version, revision, document, waits_for)
       values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (id) do update set state = excluded.state, version = excluded.version,
         revision = excluded.revision, document = excluded.document, changed_at = now()`,
      [
        post.id,
        post.postId,
        step === 'delete' ? 'gone' : 'live',
        post.version,
        revision,
        // What another server wrote is kept as it came.
        post.isLocal ? document : (known?.document ?? ''),
        // A person shows nobody what they were answered.
        post.groupIsLocal || post.groupIsPerson ? null : post.group,
      ],
    );
    await this.orderEnd(tx, post);
    return activities;
  }

  /** Makes what is served of a post anew, without a word to anybody. */
  async rewrite(tx: EntityManager, postId: string): Promise<void> {
    const post = await this.posts.toldOf(postId);
    if (!post?.isLocal || post.deletedAt !== null) return;
    await tx.query(`update ap_object set document = $2 where id = $1 and state = 'live' and document <> ''`, [
      post.id,
      JSON.stringify(postObject(post, this.at)),
    ]);
  }
}

/** The bodies of what was said of a post before, by kind; of two of a kind the later one. */
export async function earlierOf(tx: EntityManager, postId: string): Promise<Map<string, string>> {
  const rows = await tx.query<{ kind: string; body: string }[]>(
    `select kind, body from ap_activity where post_id = $1 order by seq`,
    [postId],
  );
  return new Map(rows.map(({ kind, body }) => [kind, body]));
}

/** Of what others wrote we tell one thing: that our staff took it out of our category, or put it back. */
function isOurModeration(post: WirePost, step: Step, earlier: Map<string, string>): boolean {
  if (!post.groupIsLocal) return false;
  return (step === 'delete' && post.removedBy !== null) || (step === 'restore' && earlier.has('Delete'));
}

/** Withdrawn where it was shown: the category in which it stands now may be nobody else's business. */
function inToldGroup(post: WirePost, document: string, at: LocalAddresses): WirePost {
  const told = readJson(document) as { audience?: unknown; context?: unknown } | undefined;
  if (typeof told?.audience !== 'string') return post;
  return { ...post, group: told.audience, groupIsLocal: at.owns(told.audience) };
}

/** Of one topic one change after the other is told. */
export async function lockTelling(tx: EntityManager, topicId: string): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('publish ' || $1::text, 0))`, [topicId]);
}
