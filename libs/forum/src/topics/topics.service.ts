import { Injectable } from '@nestjs/common';
import type { NewTopic, PostAddress, TopicKind } from '@app/contract';
import { GUEST, signedIn, type Viewer } from '@app/identity';
import { answerOnce, EventLog, ProblemError, requestKey } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { categoryFacts } from '../access-facts.ts';
import { whyNot } from '../access.rules.ts';
import { Category } from '../categories/category.entity.ts';
import { findCategory } from '../categories/find-category.ts';
import { lockUri } from '../posts/lock-post.ts';
import { Post } from '../posts/post.entity.ts';
import { earlierPost } from '../posts/same-post.ts';
import { spendWriting } from '../limits/spend-writing.ts';
import { tagTopic } from '../tags/tag-topic.ts';
import { renderPost } from '../text/render-post.ts';
import { Topic } from './topic.entity.ts';
import { announceTopic, insertTopic } from './insert-topic.ts';
import { lockTopic } from './lock-topic.ts';
import { appendPastPost, changePastPost, type PastPost } from './past-thread.ts';

export interface OpeningTopic {
  /** `slug` or `slug@domain`. */
  category: string;
  kind: TopicKind;
  title: string;
  raw: string;
  clientId?: string | undefined;
  /** When it was opened, if not now. */
  at?: Date;
}

export interface ReceivedTopic {
  /** The id under which the topic's home server knows the thread; null if it did not say. */
  uri: string | null;
  categoryId: string;
  authorId: string;
  title: string;
  html: string;
  text: string;
  createdAt: Date;
  /** The first post's id at its home, and its address for people. */
  postUri: string;
  postUrl: string | null;
}

export interface PastThread {
  /** `slug` or `slug@domain`. */
  category: string;
  title: string;
  first: PastPost;
  /** In the order of their numbers, which begin at 2. */
  replies: readonly PastPost[];
}

/** How long the same topic by the same author counts as sent by accident. */
const DUPLICATE_MINUTES = 10;

@Injectable()
export class TopicsService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
  ) {}

  /**
   * Opens a discussion. The same `idempotencyKey` (or `clientId`) again answers the first one's address.
   *
   * @throws ProblemError a refusal of the policy, `duplicate-post`, `idempotency-conflict`, `too-many-requests`
   */
  async open(
    viewer: Viewer,
    { category, title, raw, tags = [], clientId }: NewTopic,
    idempotencyKey?: string,
  ): Promise<PostAddress> {
    const accountId = signedIn(viewer);
    const key = requestKey(clientId, idempotencyKey);
    return this.db.transaction((tx) =>
      answerOnce(tx, { accountId, key, request: ['topic', category, title, raw, ...tags] }, async () => {
        const opening = { category, kind: 'discussion', title, raw, clientId: key } as const;
        const address = await this.startTopic(tx, viewer, opening);
        const { categoryId } = await tx.findOneByOrFail(Topic, { id: address.topicId });
        await tagTopic(tx, viewer, { id: address.topicId, categoryId }, tags);
        await spendWriting(tx, accountId, 'topics');
        return address;
      }),
    );
  }

  /**
   * Opens a topic of any kind inside the caller's transaction, for what has a thread of its own.
   *
   * @throws ProblemError a refusal of the policy, `duplicate-post`
   */
  async startTopic(tx: EntityManager, viewer: Viewer, opening: OpeningTopic): Promise<PostAddress> {
    const authorId = signedIn(viewer);
    const { kind, title, raw, clientId, at } = opening;
    const earlier = await earlierPost(tx, { authorId, clientId });
    if (earlier) return earlier;
    const category = await findCategory(tx, opening.category);
    const action = kind === 'election' ? 'open-election' : 'create-topic';
    const refusal = whyNot(viewer, action, categoryFacts(category));
    if (refusal) throw new ProblemError(refusal);
    await this.refuseDuplicate(tx, category, { authorId, title, raw });

    const html = await renderPost(tx, raw);
    const started = await insertTopic(tx, {
      categoryId: category.id,
      authorId,
      kind,
      title,
      raw,
      html,
      clientId,
      at,
    });
    await announceTopic(this.events, tx, started);
    const { topic, number, postId } = started;
    return { topicId: topic.id, slug: topic.slug, number, postId };
  }

  /**
   * Takes in a topic that was opened on another server. The same `postUri` again changes nothing.
   *
   * @param topic `html` is already sanitised; `text` is the same without markup
   * @throws ProblemError a refusal of the policy
   */
  async receive(topic: ReceivedTopic): Promise<{ topicId: string; postId: string; created: boolean }> {
    return this.db.transaction(async (tx) => {
      await lockUri(tx, topic.postUri);
      const known = await tx.findOneBy(Post, { uri: topic.postUri });
      if (known) return { topicId: known.topicId, postId: known.id, created: false };
      const category = await tx.findOneByOrFail(Category, { id: topic.categoryId });
      const refusal = whyNot(GUEST, 'receive-topic', categoryFacts(category));
      if (refusal) throw new ProblemError(refusal);

      const { categoryId, authorId, title, html, text: raw, uri, postUri, postUrl } = topic;
      const at = new Date(Math.min(topic.createdAt.getTime(), Date.now()));
      // Another thread may already go by this id; a home that mixes them up must not stop delivery.
      const taken = uri !== null && (await tx.existsBy(Topic, { uri }));
      const origin = { uri: taken ? null : uri, postUri, postUrl };
      const started = await insertTopic(tx, { categoryId, authorId, title, raw, html, origin, at });
      await announceTopic(this.events, tx, started);
      return { topicId: started.topic.id, postId: started.postId, created: true };
    });
  }

  /**
   * Writes a thread of the past, with the times it had. Nobody is told: history is not news.
   *
   * @returns the posts' ids, the first post's first
   */
  async importThread(thread: PastThread): Promise<{ topicId: string; slug: string; postIds: string[] }> {
    return this.db.transaction(async (tx) => {
      const { id: categoryId } = await findCategory(tx, thread.category);
      const { authorId, raw, createdAt: at } = thread.first;
      const html = await renderPost(tx, raw);
      const started = await insertTopic(tx, { categoryId, authorId, title: thread.title, raw, html, at });
      await changePastPost(tx, started.postId, thread.first);
      const { topic } = started;
      const postIds = [started.postId];
      for (const reply of thread.replies) postIds.push(await appendPastPost(tx, topic.id, reply));
      return { topicId: topic.id, slug: topic.slug, postIds };
    });
  }

  /** Writes one more reply of the past, for topics that other rooms opened. Nobody is told. */
  async importReply(topicId: string, reply: PastPost): Promise<number> {
    return this.db.transaction(async (tx) => {
      await lockTopic(tx, topicId);
      const postId = await appendPastPost(tx, topicId, reply);
      return (await tx.findOneByOrFail(Post, { id: postId })).number;
    });
  }

  private async refuseDuplicate(
    tx: EntityManager,
    { id: categoryId }: Category,
    { authorId, title, raw }: { authorId: string; title: string; raw: string },
  ): Promise<void> {
    const [same] = await tx.query<{ id: string; slug: string }[]>(
      `select topic.id, topic.slug from post join topic on topic.id = post.topic_id
       where post.author_id = $1 and post.created_at > now() - make_interval(mins => $2)
         and post.number = 1 and post.raw = $3 and post.deleted_at is null
         and topic.category_id = $4 and topic.title = $5
       limit 1`,
      [authorId, DUPLICATE_MINUTES, raw, categoryId, title],
    );
    if (same) throw new ProblemError('duplicate-post', { detail: `/t/${same.id}/${same.slug}` });
  }
}
