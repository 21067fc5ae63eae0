import { Injectable } from '@nestjs/common';
import { FollowersService } from '../follows/followers.service.ts';
import { AnswersService } from '../follows/answers.service.ts';
import { innerActivity } from '../mapping/activity.ts';
import type { Message } from './message.ts';
import { ignored, type Outcome } from './outcome.ts';

/** Follow and what takes it back; Accept and Reject of ours. */
@Injectable()
export class FollowsInbox {
  constructor(
    private readonly followers: FollowersService,
    private readonly answers: AnswersService,
  ) {}

  follow({ actor, activity }: Message): Promise<Outcome> {
    const [followed] = activity.objectIds;
    if (followed === undefined || activity.id === null) return Promise.resolve(ignored('nobody to follow'));
    return this.followers.add({ followed, follower: actor, activityId: activity.id });
  }

  async undo({ actor, activity }: Message): Promise<Outcome> {
    const inner = innerActivity(activity);
    if (inner && inner.type !== 'Follow') return ignored(`an Undo of ${inner.type}`);
    const [activityId] = activity.objectIds;
    return this.followers.remove(actor, {
      followed: inner?.objectIds[0] ?? null,
      activityId: activityId ?? null,
    });
  }

  answered(state: 'accepted' | 'rejected', { actor, activity }: Message): Promise<Outcome> {
    const [activityId] = activity.objectIds;
    const followed = innerActivity(activity)?.objectIds[0] ?? null;
    return this.answers.answered(state, { actor, activityId: activityId ?? null, followed });
  }
}
