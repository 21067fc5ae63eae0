import { Injectable } from '@nestjs/common';
import type { PostMove as Wish, PostMoved } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { EventLog, ProblemError } from '@app/platform';
import { DataSource, type EntityManager } from 'typeorm';
import { categoryFacts } from '../../access-facts.ts';
import { whyNot } from '../../access.rules.ts';
import { findCategory } from '../../categories/find-category.ts';
import { Post } from '../../posts/post.entity.ts';
import { textOf } from '../../text/text-of.ts';
import { type LockedTopic, lockTopic } from '../lock-topic.ts';
import { slugOf } from '../slug.rules.ts';
import { Topic } from '../topic.entity.ts';
import { announceMove } from './announce-move.ts';
import { carryPosts } from './carry-posts.ts';
import { toRecent } from './recent-move.rules.ts';
import { TopicMove } from './topic-move.entity.ts';
import { writeAct } from './write-act.ts';

/** Splits, merges, and posts that belong elsewhere. */
@Injectable()
export class MovingService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
  ) {}

  /**
   * Moves posts into another topic or a new one. Every number they had leads to where they are, for ever.
   *
   * @throws ProblemError a refusal of the policy in either topic; `invalid-input` for numbers that cannot go
   */
  async move(viewer: Viewer, fromTopicId: string, wish: Wish): Promise<PostMoved> {
    const byId = signedIn(viewer);
    return this.db.transaction(async (tx) => {
      const { from, to } = await this.topics(tx, viewer, fromTopicId, wish);
      const posts = await this.chosen(tx, from.topic, wish.numbers);
      const target = to?.topic ?? (await this.newTopic(tx, viewer, from, { ...wish, first: posts[0]! }));
      const kind = wish.numbers === undefined ? 'merge' : to ? 'move' : 'split';
      const move = await tx.save(tx.create(TopicMove, { fromTopicId, toTopicId: target.id, kind, byId }));
      const numbers = posts.map(({ number }) => number);
      await carryPosts(tx, { moveId: move.id, fromTopicId, toTopicId: target.id, numbers });
      await this.settle(tx, { move, from: from.topic, to: target, count: numbers.length });
      return {
        topicId: target.id,
        slug: target.slug,
        number: target.lastNumber + 1,
        move: toRecent(move, numbers.length),
      };
    });
  }

  /** Both topics under their row locks, taken in the order of their ids so that no two moves wait for each other. */
  private async topics(tx: EntityManager, viewer: Viewer, fromTopicId: string, wish: Wish) {
    const ids = [fromTopicId, ...(wish.toTopicId === undefined ? [] : [wish.toTopicId])];
    if (wish.toTopicId === fromTopicId) throw invalid('/toTopicId', 'same-topic');
    const locked = new Map<string, LockedTopic>();
    for (const id of ids.toSorted((a, b) => Number(BigInt(a) - BigInt(b)))) {
      const topic = await lockTopic(tx, id);
      const refusal = whyNot(viewer, 'moderate-topic', topic.facts);
      if (refusal === 'not-found' && id === wish.toTopicId) throw invalid('/toTopicId', 'no-such-topic');
      if (refusal) throw new ProblemError(refusal);
      locked.set(id, topic);
    }
    return {
      from: locked.get(fromTopicId)!,
      to: wish.toTopicId === undefined ? undefined : locked.get(wish.toTopicId),
    };
  }

  private async chosen(tx: EntityManager, topic: Topic, numbers: number[] | undefined): Promise<Post[]> {
    if (numbers === undefined) {
      if (topic.kind !== 'discussion') throw new ProblemError('not-allowed');
      return tx.find(Post, { where: { topicId: topic.id, kind: 'post' }, order: { number: 'asc' } });
    }
    const wanted = [...new Set(numbers)].toSorted((a, b) => a - b);
    // The first post is the topic; with it everything would go, which is a merge.
    if (wanted[0] === 1) throw invalid('/numbers', 'first-post');
    const posts = await tx.query<Post[]>(
      `select id, number, author_id as "authorId", html, created_at as "createdAt", deleted_at as "deletedAt"
       from post where topic_id = $1 and number = any($2) and kind = 'post' order by number`,
      [topic.id, wanted],
    );
    if (posts.length !== wanted.length) throw invalid('/numbers', 'no-such-post');
    return posts;
  }

  private async newTopic(
    tx: EntityManager,
    viewer: Viewer,
    from: LockedTopic,
    { title, category, first }: { title?: string | undefined; category?: string | undefined; first: Post },
  ): Promise<Topic> {
    let categoryId = from.topic.categoryId;
    if (category !== undefined) {
      const target = await findCategory(tx, category);
      const refusal = whyNot(viewer, 'create-topic', categoryFacts(target));
      if (refusal) throw new ProblemError(refusal);
      categoryId = target.id;
    }
    const topic = await tx.save(
      tx.create(Topic, {
        categoryId,
        authorId: first.authorId,
        title: title!,
        slug: slugOf(title!),
        excerpt: first.deletedAt === null ? textOf(first.html) : '',
        createdAt: first.createdAt,
      }),
    );
    await tx.query(`update category set topic_count = topic_count + 1 where id = $1`, [categoryId]);
    await this.events.append(tx, { name: 'topic.created', topicId: topic.id, categoryId });
    return topic;
  }

  private async settle(
    tx: EntityManager,
    { move, from, to, count }: { move: TopicMove; from: Topic; to: Topic; count: number },
  ): Promise<void> {
    const { byId } = move;
    const whole = move.kind === 'merge';
    if (whole) {
      await tx.update(Topic, { id: from.id }, { movedToId: to.id, deletedAt: new Date(), deletedById: byId });
      await tx.query(`update category set topic_count = topic_count - 1 where id = $1`, [from.categoryId]);
    } else {
      await writeAct(tx, this.events, from, { byId, act: { kind: 'moved-out', count, topicId: to.id } });
    }
    await writeAct(tx, this.events, to, { byId, act: { kind: 'moved-in', count, topicId: from.id } });
    await announceMove(tx, this.events, { moveId: move.id, from, to });
  }
}

function invalid(pointer: string, code: string): ProblemError {
  return new ProblemError('invalid-input', { errors: [{ pointer, code, message: code }] });
}
