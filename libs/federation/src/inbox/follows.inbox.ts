import { Injectable } from '@nestjs/common';
import { FollowersService } from '../follows/followers.service.ts';
import { AnswersService } from '../follows/answers.service.ts';
import { innerActivity } from '../mapping/activity.ts';
import type { Handlers } from './handlers.ts';
import type { Deed } from './message.ts';
import { ignored, type Outcome } from './outcome.ts';

/** Follow and what takes it back; Accept and Reject of ours. */
@Injectable()
export class FollowsInbox {
  readonly handlers: Handlers = {
    Follow: (deed) => this.follow(deed),
    'Undo Follow': (deed) => this.undo(deed),
    Accept: (deed) => this.answered('accepted', deed),
    Reject: (deed) => this.answered('rejected', deed),
  };

  constructor(
    private readonly followers: FollowersService,
    private readonly answers: AnswersService,
  ) {}

  private follow({ actor, activity, objectId }: Deed): Promise<Outcome> {
    if (objectId === null || activity.id === null) return Promise.resolve(ignored('nobody to follow'));
    return this.followers.add({ followed: objectId, follower: actor, activityId: activity.id });
  }

  private undo({ actor, activity, objectId }: Deed): Promise<Outcome> {
    return this.followers.remove(actor, { followed: objectId, activityId: activity.id });
  }

  private answered(state: 'accepted' | 'rejected', { actor, activity }: Deed): Promise<Outcome> {
    const [activityId] = activity.objectIds;
    const followed = innerActivity(activity)?.objectIds[0] ?? null;
    return this.answers.answered(state, { actor, activityId: activityId ?? null, followed });
  }
}
