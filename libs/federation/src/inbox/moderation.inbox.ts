import { Injectable } from '@nestjs/common';
import { OutsideActsService } from '@app/forum';
import { RemoteActorsService } from '../actors/remote-actors.service.ts';
import { FollowedView } from '../follows/followed.view.ts';
import { ThreadsView } from '../threads/threads.view.ts';
import type { Handlers } from './handlers.ts';
import type { Deed } from './message.ts';
import { APPLIED, ignored, type Outcome } from './outcome.ts';

/** What moderators of a category elsewhere do to its threads as a whole. */
@Injectable()
export class ModerationInbox {
  readonly handlers: Handlers = {
    Lock: (deed) => this.lock(deed),
    'Undo Lock': (deed) => this.lock(deed),
    Move: (deed) => this.move(deed),
  };

  constructor(
    private readonly threads: ThreadsView,
    private readonly acts: OutsideActsService,
    private readonly actors: RemoteActorsService,
    private readonly followed: FollowedView,
  ) {}

  async pin({ type, actor, objectId }: Deed): Promise<Outcome> {
    const topicId = await this.threads.topicOf(objectId);
    if (topicId === null) return ignored('no topic here');
    return told(await this.acts.pin(topicId, await this.actors.account(actor), type === 'Add'));
  }

  private async lock({ actor, objectId, isUndo }: Deed): Promise<Outcome> {
    const topicId = await this.threads.topicOf(objectId);
    if (topicId === null) return ignored('no topic here; single replies are not locked');
    return told(await this.acts.close(topicId, await this.actors.account(actor), !isUndo));
  }

  /** A thread whose new category is not followed from here stays readable where it is. */
  private async move({ actor, activity: { target }, objectId }: Deed): Promise<Outcome> {
    const topicId = await this.threads.topicOf(objectId);
    if (topicId === null) return ignored('no topic here');
    const categoryId = await this.followed.categoryOf(target);
    if (categoryId === null) return { ...APPLIED, reason: 'stays here: its new category is not followed' };
    return told(await this.acts.recategorise(topicId, await this.actors.account(actor), categoryId));
  }
}

function told(changed: boolean): Outcome {
  return changed ? APPLIED : ignored('it is so already');
}
