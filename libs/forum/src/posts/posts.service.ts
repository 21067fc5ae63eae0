import { Injectable } from '@nestjs/common';
import type { EditPost, NewPost, PostAddress } from '@app/contract';
import { GUEST, signedIn, type Viewer } from '@app/identity';
import { answerOnce, EventLog, Jobs, ProblemError, requestKey } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { postFacts } from '../access-facts.ts';
import { type TopicFacts, whyNot } from '../access.rules.ts';
import { spendWriting } from '../limits/spend-writing.ts';
import { type PollElsewhere, savePollElsewhere } from '../polls/save-poll-elsewhere.ts';
import { renderPost } from '../text/render-post.ts';
import { lockTopic } from '../topics/lock-topic.ts';
import { WhereaboutsView } from '../topics/acts/whereabouts.view.ts';
import type { Topic } from '../topics/topic.entity.ts';
import { announcePost, type AppendedPost, appendPost } from './append-post.ts';
import { rewritePost, takeAwayPost, bringBackPost } from './change-post.ts';
import { mendsSlip } from './grace-period.ts';
import { lockPost, lockReceived, lockUri } from './lock-post.ts';
import { Post } from './post.entity.ts';
import { refuseTooSoon } from './slow-mode.ts';
import type { ReceivedEdit, ReceivedPost } from './received-post.ts';
import { earlierPost, refuseDuplicate } from './same-post.ts';

@Injectable()
export class PostsService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
    private readonly whereabouts: WhereaboutsView,
    private readonly jobs: Jobs,
  ) {}

  /**
   * Writes a reply. The same `idempotencyKey` (or `clientId`) again answers the first one's address. Where the
   * topic has become part of another meanwhile, the reply is written there, as its address says.
   *
   * @throws ProblemError a refusal of the policy, `no-such-reply-target`, `duplicate-post`, `idempotency-conflict`,
   *   `too-many-requests`
   */
  async write(
    viewer: Viewer,
    topicId: string,
    input: NewPost,
    idempotencyKey?: string,
  ): Promise<PostAddress> {
    const accountId = signedIn(viewer);
    const key = requestKey(input.clientId, idempotencyKey);
    const request = ['post', topicId, input.raw, input.replyTo];
    const writeIn = (id: string, replyTo: number | undefined) =>
      this.db.transaction((tx) =>
        answerOnce(tx, { accountId, key, request }, () =>
          this.reply(tx, viewer, id, { ...input, replyTo, clientId: key }),
        ),
      );
    try {
      return await writeIn(topicId, input.replyTo);
    } catch (refused) {
      if (!(refused instanceof ProblemError) || refused.code !== 'topic-moved') throw refused;
      const place = await this.whereabouts.ofNumber(viewer, topicId, input.replyTo ?? 1);
      return writeIn(place.topicId, input.replyTo === undefined ? undefined : place.number);
    }
  }

  private async reply(
    tx: EntityManager,
    viewer: Viewer,
    topicId: string,
    input: NewPost,
  ): Promise<PostAddress> {
    const { raw, replyTo, clientId } = input;
    const authorId = signedIn(viewer);
    const { topic, facts } = await lockTopic(tx, topicId);
    const earlier = await earlierPost(tx, { authorId, clientId });
    if (earlier) return earlier;
    const refusal = whyNot(viewer, 'reply', facts);
    if (refusal) throw new ProblemError(refusal);
    if (replyTo !== undefined) await this.refuseReplyTo(tx, viewer, { topic, facts, number: replyTo });
    await refuseDuplicate(tx, topic, { authorId, raw });
    await refuseTooSoon(tx, viewer, { topic, facts });

    const html = await renderPost(tx, raw);
    const written = await appendPost(tx, topicId, { authorId, raw, html, replyToNumber: replyTo, clientId });
    await spendWriting(tx, authorId, 'posts');
    await announcePost(this.events, tx, topic, written);
    return addressOf(topic, written);
  }

  /**
   * Replaces a post's text and keeps the old one as a revision, unless it mends a slip before anybody saw it.
   *
   * @param version the version that the edit is based on
   * @throws ProblemError `version-required`, `stale-version`, or a refusal of the policy
   */
  async edit(
    viewer: Viewer,
    postId: string,
    version: number | undefined,
    { raw }: EditPost,
  ): Promise<PostAddress> {
    const editorId = signedIn(viewer);
    return this.db.transaction(async (tx) => {
      const { topic, post, facts } = await lockPost(tx, postId);
      const refusal = whyNot(viewer, 'edit-post', facts);
      if (refusal) throw new ProblemError(refusal);
      if (version === undefined) throw new ProblemError('version-required');

      const address = addressOf(topic, { postId, number: post.number });
      // Also a repeated request whose first answer was lost: what it asks for is already so.
      if (raw === post.raw) return address;
      if (version !== post.version) throw new ProblemError('stale-version');
      const html = await renderPost(tx, raw);
      const silent = await mendsSlip(tx, { topic, post }, { raw, editorId });
      await rewritePost(tx, post, { raw, html, editorId, silent });
      await this.events.append(tx, {
        name: 'post.edited',
        postId,
        topicId: topic.id,
        categoryId: topic.categoryId,
      });
      return address;
    });
  }

  /** Takes a post's text away from readers; its number stays. Doing it twice is doing it once. */
  async delete(viewer: Viewer, postId: string): Promise<void> {
    const accountId = signedIn(viewer);
    await this.db.transaction(async (tx) => {
      const { topic, post, facts } = await lockPost(tx, postId);
      const refusal = whyNot(viewer, 'delete-post', { ...facts, deleted: null });
      if (refusal) throw new ProblemError(refusal);
      if (post.deletedAt !== null) return;
      await takeAwayPost(tx, this.events, { topic, post, byId: accountId });
    });
  }

  /** Gives a deleted post its text back. Doing it twice is doing it once. */
  async restore(viewer: Viewer, postId: string): Promise<void> {
    await this.db.transaction(async (tx) => {
      const { topic, post, facts } = await lockPost(tx, postId);
      const refusal = whyNot(viewer, 'restore-post', { ...facts, deleted: facts.deleted ?? 'author' });
      if (refusal) throw new ProblemError(refusal);
      if (post.deletedAt === null) return;
      await bringBackPost(tx, this.events, { topic, post });
    });
  }

  /**
   * Writes what happened to a topic, as a numbered post of its own kind, inside the caller's transaction;
   * also in closed topics.
   */
  async writeSystem(
    tx: EntityManager,
    topicId: string,
    { authorId, raw, at }: { authorId: string; raw: string; at?: Date },
  ): Promise<AppendedPost> {
    const { topic } = await lockTopic(tx, topicId);
    const html = await renderPost(tx, raw);
    const written = await appendPost(tx, topicId, { kind: 'system', authorId, raw, html, at });
    await announcePost(this.events, tx, topic, written);
    return written;
  }

  /**
   * Takes in a reply that was written on another server. The same `uri` again changes nothing.
   *
   * @param post `html` is already sanitised; `text` is the same without markup
   * @throws ProblemError `no-such-reply-target`, or a refusal of the policy
   */
  async receive(post: ReceivedPost): Promise<{ postId: string; number: number; created: boolean }> {
    return this.db.transaction(async (tx) => {
      await lockUri(tx, post.uri);
      const { topic, facts } = await lockTopic(tx, post.topicId);
      const known = await tx.findOneBy(Post, { uri: post.uri });
      if (known) return { postId: known.id, number: known.number, created: false };
      const refusal = whyNot(GUEST, 'receive-post', facts);
      if (refusal) throw new ProblemError(refusal);
      const parent = await this.parentOf(tx, post);

      const { authorId, text: raw, html, uri, url } = post;
      const draft = {
        authorId,
        raw,
        html,
        uri,
        url,
        replyToNumber: parent?.number,
        at: notLater(post.createdAt),
      };
      const written = await appendPost(tx, topic.id, draft);
      await announcePost(this.events, tx, topic, { ...written, isRemote: true });
      return { ...written, created: true };
    });
  }

  /** Takes in an edit from a post's home server; one that is older than what stands here is ignored. */
  async receiveEdit({ uri, html, text: raw, updatedAt }: ReceivedEdit): Promise<{ changed: boolean }> {
    return this.db.transaction(async (tx) => {
      const { topic, post } = await lockReceived(tx, uri);
      const at = notLater(updatedAt);
      const outdated = at <= (post.editedAt ?? post.createdAt) || (html === post.html && raw === post.raw);
      if (outdated || post.deletedAt !== null) return { changed: false };
      await rewritePost(tx, post, { raw, html, editorId: post.authorId, at });
      const { id: topicId, categoryId } = topic;
      await this.events.append(tx, { name: 'post.edited', postId: post.id, topicId, categoryId });
      return { changed: true };
    });
  }

  /** Takes in what a remote post asks, and how that stands at its home. */
  async receivePoll(uri: string, poll: PollElsewhere): Promise<void> {
    await this.db.transaction(async (tx) => {
      const { topic, post } = await lockReceived(tx, uri);
      await savePollElsewhere(tx, post.id, { ...poll, home: new URL(uri).host });
      const { id: topicId, categoryId } = topic;
      await this.events.append(tx, { name: 'poll.voted', postId: post.id, topicId, categoryId });
    });
  }

  /** Has the link that a remote post quotes looked at for its card. */
  async receiveQuote(uri: string): Promise<void> {
    const post = await this.db.getRepository(Post).findOneBy({ uri });
    if (post) await this.jobs.add(this.db.manager, 'links:look', { postId: post.id });
  }

  /** Takes in whether a remote post may be found by search, which may change with an edit. */
  async receiveConsent(uri: string, indexable: boolean): Promise<void> {
    await this.db.query(`update post set indexable = $2 where uri = $1 and indexable <> $2`, [
      uri,
      indexable,
    ]);
  }

  /**
   * Takes in the deletion of a remote post.
   *
   * @param byId the account that deleted it: its author, or who moderates the category it came from
   */
  async receiveDelete({ uri, byId }: { uri: string; byId?: string }): Promise<{ changed: boolean }> {
    return this.db.transaction(async (tx) => {
      const { topic, post } = await lockReceived(tx, uri);
      if (post.deletedAt !== null) return { changed: false };
      await takeAwayPost(tx, this.events, { topic, post, byId: byId ?? post.authorId });
      return { changed: true };
    });
  }

  /** Takes in that a remote post is back: what its author took back, or what a moderator took away. */
  async receiveRestore({
    uri,
    deleted,
  }: {
    uri: string;
    deleted: 'author' | 'staff';
  }): Promise<{ changed: boolean }> {
    return this.db.transaction(async (tx) => {
      const { topic, post, facts } = await lockReceived(tx, uri);
      if (facts.deleted !== deleted) return { changed: false };
      await bringBackPost(tx, this.events, { topic, post });
      return { changed: true };
    });
  }

  private async parentOf(tx: EntityManager, { replyToPostId, topicId }: ReceivedPost): Promise<Post | null> {
    if (replyToPostId === null) return null;
    const parent = await tx.findOneBy(Post, { id: replyToPostId, topicId });
    if (!parent) throw new ProblemError('no-such-reply-target');
    return parent;
  }

  private async refuseReplyTo(
    tx: EntityManager,
    viewer: Viewer,
    { topic, facts, number }: { topic: Topic; facts: TopicFacts; number: number },
  ): Promise<void> {
    const target = await tx.findOneBy(Post, { topicId: topic.id, number });
    if (!target) throw new ProblemError('no-such-reply-target');
    const refusal = whyNot(viewer, 'reply-to-post', postFacts(target, facts));
    if (refusal) throw new ProblemError(refusal);
  }
}

function addressOf({ id, slug }: Topic, { postId, number }: AppendedPost): PostAddress {
  return { topicId: id, slug, number, postId };
}

/** A clock that is ahead on another server must not put its posts into our future. */
function notLater(at: Date): Date {
  return new Date(Math.min(at.getTime(), Date.now()));
}
