import { Injectable } from '@nestjs/common';
import { EventLog } from '@app/platform';
import { DataSource } from 'typeorm';
import { Poll } from '../polls/poll.entity.ts';
import { isClosed } from '../polls/polls.rules.ts';
import { lockPostAlone } from '../posts/lock-post.ts';
import { OutsidePollVote } from './outside-poll-vote.entity.ts';

/** Counts what people on other servers choose in polls that are public. */
@Injectable()
export class OutsidePollsService {
  constructor(
    private readonly db: DataSource,
    private readonly events: EventLog,
  ) {}

  /**
   * Counts one choice of somebody elsewhere, once; where one option is asked for, the first that came.
   *
   * @returns why it does not count, or null
   */
  count({
    postId,
    actor,
    option,
  }: {
    postId: string;
    actor: string;
    option: string;
  }): Promise<string | null> {
    return this.db.transaction(async (tx) => {
      const { topic, post } = await lockPostAlone(tx, postId);
      const poll = await tx.findOneBy(Poll, { postId });
      if (!poll?.isPublic || poll.homeVotes || post.deletedAt !== null || topic.kind !== 'discussion')
        return 'no public poll';
      const [{ now }] = await tx.query<[{ now: Date }]>(`select clock_timestamp() as now`);
      if (isClosed(poll, now)) return 'the poll is closed';
      const choice = poll.options.indexOf(option) + 1;
      if (choice === 0) return 'no option of the poll';
      const given = await tx.findBy(OutsidePollVote, { postId, actor });
      if (given.some((vote) => poll.kind === 'single' || vote.choice === choice)) return 'counted already';
      await tx.insert(OutsidePollVote, { postId, actor, choice });
      const { id: topicId, categoryId } = topic;
      await this.events.append(tx, { name: 'poll.voted', postId, topicId, categoryId });
      return null;
    });
  }
}
