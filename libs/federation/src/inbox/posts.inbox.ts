import { Injectable } from '@nestjs/common';
import { postDraft } from '../mapping/post-draft.ts';
import { readJson } from '../mapping/wire.ts';
import { EditsService } from '../threads/edits.service.ts';
import { Relay } from '../threads/relay.ts';
import { RemovalsService } from '../threads/removals.service.ts';
import { ThreadsService } from '../threads/threads.service.ts';
import type { Rule } from './authority.rules.ts';
import type { Handlers } from './handlers.ts';
import { type Deed, trusted } from './message.ts';
import { ignored, type Outcome } from './outcome.ts';

/** Create, Update, Delete and what brings back, as far as the table lets them. */
@Injectable()
export class PostsInbox {
  readonly handlers: Handlers = {
    Create: (deed, rule) => this.create(deed, rule),
    Update: (deed, rule) => this.update(deed, rule),
    Delete: (deed, rule) => this.delete(deed, rule),
    'Undo Delete': (deed, rule) => this.restore(deed, rule),
  };

  constructor(
    private readonly threads: ThreadsService,
    private readonly edits: EditsService,
    private readonly removals: RemovalsService,
    private readonly relay: Relay,
  ) {}

  private async create(deed: Deed, rule: Rule): Promise<Outcome> {
    const { actor, via, inboxId, activity, objectId: id } = deed;
    if (id === null) return ignored('no object');
    if (via !== null) return this.announced(via, id);
    const given = rule === 'take' ? trusted(id, activity.objects[0], actor) : null;
    if (given !== null && authorOf(given) !== actor) return ignored('not by its sender');
    return this.threads.take(id, { announcer: null, inboxId: given === null ? null : inboxId, given });
  }

  announced(group: string, id: string): Promise<Outcome> {
    return this.threads.take(id, { announcer: group, inboxId: null, given: null });
  }

  private async update(deed: Deed, rule: Rule): Promise<Outcome> {
    const { actor, inboxId, activity, objectId: id } = deed;
    if (id === null) return ignored('no object');
    const isWord = rule === 'take';
    const given = isWord ? trusted(id, activity.objects[0], actor) : null;
    const change = await this.edits.edit(id, isWord ? actor : null, given);
    if (change === null) return this.create(deed, rule);
    if (change.post && isWord) await this.relay.passOn('Update', change.post, inboxId);
    return change;
  }

  async delete({ actor, inboxId, objectId: id }: Deed, rule: Rule): Promise<Outcome> {
    if (id === null) return ignored('no object');
    if (rule === 'ask') return this.removals.ifGone(id);
    if (rule === 'moderate') return this.removals.byModerator(id, actor);
    const change = await this.removals.byItsServer(id);
    if (change.post) await this.relay.passOn('Delete', change.post, inboxId);
    return change;
  }

  private async restore({ objectId: id, via }: Deed, rule: Rule): Promise<Outcome> {
    if (id === null) return ignored('no object');
    const back = await this.removals.takeBack(id, rule === 'moderate');
    if (back === null) return this.threads.take(id, { announcer: via, inboxId: null, given: null });
    // It may have been edited while it was away.
    if (back.post) await this.edits.edit(id, null, null);
    return back;
  }
}

function authorOf(document: string): string | null {
  const draft = postDraft(readJson(document));
  return typeof draft === 'string' ? null : draft.author;
}
