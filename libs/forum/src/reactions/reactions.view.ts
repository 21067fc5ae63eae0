import { Injectable } from '@nestjs/common';
import type { AccountRef, ReactionCounts, ReactionKind, Reactors } from '@app/contract';
import { accountRefSql, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccessView } from '../access.view.ts';

const MOST = 100;

@Injectable()
export class ReactionsView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  /**
   * Who reacted to a post, the latest first.
   *
   * @throws ProblemError a refusal of the policy
   */
  async reactors(viewer: Viewer, postId: string): Promise<Reactors> {
    const [post] = await this.db.query<{ topicId: string; counts: ReactionCounts; deleted: boolean }[]>(
      `select topic_id as "topicId", reaction_counts as counts, deleted_at is not null as deleted
       from post where id = $1`,
      [postId],
    );
    if (!post) throw new ProblemError('not-found');
    const refusal = await this.access.whyNotSeeTopic(viewer, post.topicId);
    if (refusal) throw new ProblemError(refusal);
    if (post.deleted) return { counts: {}, people: [] };
    const rows = await this.db.query<{ account: AccountRef; kind: ReactionKind; at: Date }[]>(
      `select ${accountRefSql('a')} as account, r.kind, r.created_at as at
       from reaction r join account a on a.id = r.account_id
       where r.post_id = $1 order by r.created_at desc, a.id limit $2`,
      [postId, MOST],
    );
    return { counts: post.counts, people: rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
  }

  /** The counts of posts that are not deleted, for those who follow their topics. */
  async counts(
    postIds: readonly string[],
  ): Promise<{ postId: string; topicId: string; version: number; counts: ReactionCounts }[]> {
    if (postIds.length === 0) return [];
    return this.db.query(
      `select id as "postId", topic_id as "topicId", version, reaction_counts as counts
       from post where id = any($1) and deleted_at is null order by id`,
      [postIds],
    );
  }
}
