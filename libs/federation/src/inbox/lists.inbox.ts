import { Injectable } from '@nestjs/common';
import { Moderators } from '../actors/moderators.ts';
import { FollowedView } from '../follows/followed.view.ts';
import type { Rule } from './authority.rules.ts';
import type { Handlers } from './handlers.ts';
import type { Deed } from './message.ts';
import { ModerationInbox } from './moderation.inbox.ts';
import { APPLIED, ignored, type Outcome } from './outcome.ts';
import { PostsInbox } from './posts.inbox.ts';

/** Into or out of a list of a category elsewhere: what stands first, who moderates, or a thread itself. */
@Injectable()
export class ListsInbox {
  readonly handlers: Handlers = {
    Add: (deed, rule) => this.list(deed, rule),
    Remove: (deed, rule) => this.list(deed, rule),
  };

  constructor(
    private readonly followed: FollowedView,
    private readonly moderators: Moderators,
    private readonly moderation: ModerationInbox,
    private readonly posts: PostsInbox,
  ) {}

  private async list(deed: Deed, rule: Rule): Promise<Outcome> {
    const { type, actor, via, objectId, activity } = deed;
    if (activity.target === null || objectId === null) return ignored('no list');
    const owner = await this.followed.withList(activity.target);
    if (owner?.list === 'moderators') {
      this.moderators.forget(owner.actor);
      return APPLIED;
    }
    if (owner?.list === 'featured') return this.moderation.pin(deed);
    return type === 'Add' ? this.posts.announced(via ?? actor, objectId) : this.posts.delete(deed, rule);
  }
}
