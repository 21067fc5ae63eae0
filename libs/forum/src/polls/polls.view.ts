import { Injectable } from '@nestjs/common';
import type { Poll, PollVoters } from '@app/contract';
import { accountRefSql, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { AccessView } from '../access.view.ts';
import { Post } from '../posts/post.entity.ts';
import { pollOf, type PublicPoll, publicPollOf } from './polls-of.ts';

/** More than these are not listed by name. */
const MOST_VOTERS = 500;

/** What somebody here chose in a poll of another server. */
export interface AnswerElsewhere {
  uri: string;
  /** Who asks, by the id that they have there. */
  author: string;
  /** The UUID of their account. */
  voter: string;
  options: string[];
}

@Injectable()
export class PollsView {
  constructor(
    private readonly db: DataSource,
    private readonly access: AccessView,
  ) {}

  /** @throws ProblemError a refusal of the policy, `not-found` */
  async get(viewer: Viewer, postId: string): Promise<Poll> {
    const post = await this.db.getRepository(Post).findOneBy({ id: postId });
    if (!post) throw new ProblemError('not-found');
    const hidden = await this.access.whyNotSeeTopic(viewer, post.topicId);
    if (hidden) throw new ProblemError(hidden);
    const poll = post.deletedAt === null && (await pollOf(this.db, viewer.accountId, postId));
    if (!poll) throw new ProblemError('not-found');
    return poll;
  }

  /** Null where its author did not make it public. Whether its post may be seen is for the caller to ask. */
  forFederation(postId: string): Promise<PublicPoll | null> {
    return publicPollOf(this.db, postId);
  }

  /** What a member chose in a poll elsewhere; null once it asks something else. */
  async answerElsewhere(postId: string, accountId: string): Promise<AnswerElsewhere | null> {
    const [answer] = await this.db.query<AnswerElsewhere[]>(
      `select po.uri, author.uri as author, a.uuid as voter,
         (select array_agg(p.options[n] order by n) from unnest(v.choices) as n) as options
       from poll_voter v join poll p on p.post_id = v.post_id and p.home_votes is not null
         join post po on po.id = v.post_id join account author on author.id = po.author_id
         join account a on a.id = v.account_id
       where v.post_id = $1 and v.account_id = $2`,
      [postId, accountId],
    );
    return answer ?? null;
  }

  /**
   * Who voted what where votes are by name, for those who may know the result.
   *
   * @throws ProblemError a refusal of the policy, `not-found` for an anonymous poll or one of another server, `no-result-yet`
   */
  async voters(viewer: Viewer, postId: string): Promise<PollVoters> {
    const poll = await this.get(viewer, postId);
    if (poll.anonymous || poll.home !== null) throw new ProblemError('not-found');
    if (poll.result === null) throw new ProblemError('no-result-yet');
    return this.db.query(
      `select v.choices, ${accountRefSql('a')} as account
       from poll_voter v join account a on a.id = v.account_id
       where v.post_id = $1 order by v.account_id limit ${MOST_VOTERS}`,
      [postId],
    );
  }
}
