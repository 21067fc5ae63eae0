import { Injectable } from '@nestjs/common';
import { ActorsInbox } from './actors.inbox.ts';
import { AnnounceInbox } from './announce.inbox.ts';
import { FollowsInbox } from './follows.inbox.ts';
import type { Message } from './message.ts';
import { ignored, type Outcome } from './outcome.ts';
import { PostsInbox } from './posts.inbox.ts';

/** Which kind of activity goes where. What we have no use for is put aside with a word. */
@Injectable()
export class InboxRouter {
  constructor(
    private readonly posts: PostsInbox,
    private readonly announces: AnnounceInbox,
    private readonly follows: FollowsInbox,
    private readonly actors: ActorsInbox,
  ) {}

  route(message: Message): Promise<Outcome> {
    const { actor, activity } = message;
    const isAboutSender = activity.objectIds[0] === actor;
    switch (activity.type) {
      case 'Create':
        return this.posts.create(message);
      case 'Update':
        return isAboutSender ? this.actors.update(message) : this.posts.update(message);
      case 'Delete':
        if (isAboutSender) return Promise.resolve(ignored('what an account said stays when it goes'));
        return this.posts.delete(message);
      case 'Announce':
        return this.announces.announced(message);
      case 'Follow':
        return this.follows.follow(message);
      case 'Undo':
        return this.follows.undo(message);
      case 'Accept':
        return this.follows.answered('accepted', message);
      case 'Reject':
        return this.follows.answered('rejected', message);
      default:
        return Promise.resolve(ignored(`no use for a ${activity.type}`));
    }
  }
}
