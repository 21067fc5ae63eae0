import { Injectable } from '@nestjs/common';
import type { TopicTree, TopicTreeQuery } from '@app/contract';
import type { Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccessView } from '../access.view.ts';
import { arrange, type Branching } from './tree.rules.ts';
import { TopicWindowView } from './topic-window.view.ts';

const ROOTS = 20;
const REPLIES = 5;
const DEPTH = 3;

/** A topic by who answers whom: a second view of the same numbers and the same marks of what was read. */
@Injectable()
export class TopicTreeView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
    private readonly window: TopicWindowView,
  ) {}

  /** @throws ProblemError a refusal of the policy */
  async read(viewer: Viewer, topicId: string, { under, after }: TopicTreeQuery): Promise<TopicTree> {
    const refusal = await this.access.whyNotSeeTopic(viewer, topicId);
    if (refusal) throw new ProblemError(refusal);
    const roots = under === undefined ? await this.roots(topicId, after) : [under];
    const shown = roots.slice(0, ROOTS);
    const branches = new Map<number, Branching>();
    // The first post's replies are branches of their own, so it is followed by nothing.
    let level = shown.filter((number) => number !== 1 || under === 1);
    for (let depth = 0; depth <= DEPTH && level.length > 0; depth++) {
      const found = await this.replies(topicId, level);
      for (const [number, replies] of found) {
        const kept = depth < DEPTH ? replies.numbers : [];
        branches.set(number, { numbers: kept, more: replies.total - kept.length });
      }
      level = depth < DEPTH ? [...found.values()].flatMap(({ numbers }) => numbers) : [];
    }
    const order = arrange(shown, branches);
    const { topic, posts } = await this.window.readNumbers(
      viewer,
      topicId,
      order.map(({ number }) => number),
    );
    const byNumber = new Map(posts.map((post) => [post.number, post]));
    return {
      topic,
      posts: order.flatMap(({ number, depth, more }) => {
        const post = byNumber.get(number);
        return post ? [{ ...post, depth, moreReplies: more }] : [];
      }),
      after: roots.length > ROOTS ? (shown.at(-1) ?? null) : null,
    };
  }

  /** Posts that answer the topic, its first post, or a post that is no longer in it. */
  private async roots(topicId: string, after: number): Promise<number[]> {
    const rows = await this.db.query<{ number: number }[]>(
      `with plain as materialized (
         select number from post
         where topic_id = $1 and (reply_to_number is null or reply_to_number = 1) and number > $2
         order by number limit $3
       )
       select number from plain
       union
       select p.number from post_move moved cross join lateral (
         select number from post
         where topic_id = $1 and reply_to_number = moved.from_number and number > $2
         order by number limit $3) p
       where moved.from_topic_id = $1
         and ((select count(*) from plain) < $3 or p.number < (select max(number) from plain))
         and (select id from post where topic_id = $1 and number = moved.from_number) is null
       order by number limit $3`,
      [topicId, after, ROOTS + 1],
    );
    return rows.map(({ number }) => number);
  }

  private async replies(
    topicId: string,
    parents: readonly number[],
  ): Promise<Map<number, { numbers: number[]; total: number }>> {
    const rows = await this.db.query<{ parent: number; numbers: number[]; total: number }[]>(
      `select parent, numbers, total from unnest($2::int[]) as parent cross join lateral (
         select count(*)::int as total, (array_agg(number order by number))[1:$3::int] as numbers
         from post where topic_id = $1 and reply_to_number = parent) answered
       where total > 0`,
      [topicId, parents, REPLIES],
    );
    return new Map(rows.map(({ parent, numbers, total }) => [parent, { numbers, total }]));
  }
}
