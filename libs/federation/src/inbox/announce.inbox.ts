import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { parseActivity } from '../mapping/activity.ts';
import { readJson } from '../mapping/wire.ts';
import { RemovalsService } from '../threads/removals.service.ts';
import type { Handlers } from './handlers.ts';
import type { Deed } from './message.ts';
import { APPLIED, ignored, type Outcome } from './outcome.ts';
import { PostsInbox } from './posts.inbox.ts';
import { Undone } from './undone.ts';

/** How many things one Announce may be about (Discourse and PieFed send lists). */
const MOST_THINGS = 100;

/** What a Group shows by id. It is a hint where to look: what it says is asked of the post's own server. */
@Injectable()
export class AnnounceInbox {
  readonly handlers: Handlers = {
    Announce: (deed) => this.announced(deed),
    'Undo Announce': (deed) => this.takenBack(deed),
  };

  constructor(
    private readonly db: DataSource,
    private readonly posts: PostsInbox,
    private readonly removals: RemovalsService,
    private readonly undone: Undone,
  ) {}

  private async announced({ actor: group, activity }: Deed): Promise<Outcome> {
    if (await this.undone.wasTakenBack(activity.id, group)) return ignored('taken back before it came');
    let outcome = ignored('no object');
    for (const id of activity.objectIds.slice(0, MOST_THINGS)) {
      const one = await this.posts.announced(group, id);
      if (outcome.state !== 'applied') outcome = one;
    }
    return outcome;
  }

  /**
   * The Group no longer shows something. It is found by the id of the Announce, because NodeBB names what
   * it was about by a bare number. A post that its own server still has stays readable: taking it out of a
   * list is not deleting it, and people here have answered it.
   */
  private async takenBack({ actor, activity: { id } }: Deed): Promise<Outcome> {
    if (id === null) return ignored('an Undo of nothing');
    const [announce] = await this.db.query<{ body: string }[]>(
      `select body from ap_inbox where activity_id = $1 and actor = $2 and type = 'Announce'`,
      [id, actor],
    );
    if (!announce) {
      await this.undone.park(id, actor);
      return { ...APPLIED, reason: 'remembered: it did not come yet' };
    }
    await this.undone.park(id, actor);
    const shown = parseActivity(readJson(announce.body))?.objectIds ?? [];
    for (const one of shown.slice(0, MOST_THINGS)) await this.removals.ifGone(one);
    return { ...APPLIED, reason: 'no longer shown by the category' };
  }
}
