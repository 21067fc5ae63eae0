import { Injectable } from '@nestjs/common';
import { postDraft } from '../mapping/post-draft.ts';
import { readJson } from '../mapping/wire.ts';
import { EditsService } from '../threads/edits.service.ts';
import { Relay } from '../threads/relay.ts';
import { RemovalsService } from '../threads/removals.service.ts';
import { ThreadsService } from '../threads/threads.service.ts';
import { type Message, trusted } from './message.ts';
import { ignored, type Outcome } from './outcome.ts';

/** Create, Update and Delete, sent by whoever did it. */
@Injectable()
export class PostsInbox {
  constructor(
    private readonly threads: ThreadsService,
    private readonly edits: EditsService,
    private readonly removals: RemovalsService,
    private readonly relay: Relay,
  ) {}

  async create(message: Message): Promise<Outcome> {
    const { actor, inboxId, activity } = message;
    const [id] = activity.objectIds;
    if (id === undefined) return ignored('no object');
    const given = trusted(id, activity.objects[0], actor);
    if (given !== null && authorOf(given) !== actor) return ignored('not by its sender');
    return this.threads.take(id, { announcer: null, inboxId: given === null ? null : inboxId, given });
  }

  async update(message: Message): Promise<Outcome> {
    const { actor, inboxId, activity } = message;
    const [id] = activity.objectIds;
    if (id === undefined) return ignored('no object');
    const change = await this.edits.edit(id, actor, trusted(id, activity.objects[0], actor));
    if (change === null) return this.create(message);
    if (change.post) await this.relay.passOn('Update', change.post, inboxId);
    return change;
  }

  async delete({ actor, inboxId, activity }: Message): Promise<Outcome> {
    const [id] = activity.objectIds;
    if (id === undefined) return ignored('no object');
    const change = await this.removals.byItsServer(id, actor);
    if (change.post) await this.relay.passOn('Delete', change.post, inboxId);
    return change;
  }
}

function authorOf(document: string): string | null {
  const draft = postDraft(readJson(document));
  return typeof draft === 'string' ? null : draft.author;
}
