import { Injectable } from '@nestjs/common';
import { FlagsService, textOf } from '@app/forum';
import { RemoteActorsService } from '../actors/remote-actors.service.ts';
import { HostRules } from '../hosts/host-rules.ts';
import { PlacesView } from '../threads/places.view.ts';
import type { Handlers } from './handlers.ts';
import type { Deed } from './message.ts';
import { APPLIED, ignored, type Outcome } from './outcome.ts';

const MOST_POSTS = 20;
const LONGEST_NOTE = 1000;

/** Reports from other servers: laid before our moderators, shown to nobody else. */
@Injectable()
export class FlagsInbox {
  readonly handlers: Handlers = {
    Flag: (deed) => this.told(deed),
  };

  constructor(
    private readonly flags: FlagsService,
    private readonly actors: RemoteActorsService,
    private readonly places: PlacesView,
    private readonly hosts: HostRules,
  ) {}

  private async told({ actor, activity }: Deed): Promise<Outcome> {
    if ((await this.hosts.ruleOf(new URL(actor).host)) === 'reports-ignored')
      return ignored('reports of its server are ignored here');
    const note = textOf(activity.content ?? activity.summary ?? '', LONGEST_NOTE);
    let outcome = ignored('nothing of it is here');
    for (const id of activity.objectIds.slice(0, MOST_POSTS)) {
      const post = await this.places.post(id);
      if (!post) continue;
      const isNew = await this.flags.receive(post.postId, await this.actors.account(actor), note);
      if (isNew) outcome = APPLIED;
      else if (outcome.state !== 'applied') outcome = ignored('reported already');
    }
    return outcome;
  }
}
