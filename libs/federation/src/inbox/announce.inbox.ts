import { Injectable } from '@nestjs/common';
import { innerActivity, type WireActivity } from '../mapping/activity.ts';
import { Objects } from '../store/objects.ts';
import { EditsService } from '../threads/edits.service.ts';
import { RemovalsService } from '../threads/removals.service.ts';
import { ThreadsService } from '../threads/threads.service.ts';
import type { Message } from './message.ts';
import { APPLIED, ignored, type Outcome } from './outcome.ts';

/** How many things one Announce may be about (Discourse and PieFed send lists). */
const MOST_THINGS = 100;

/** What a Group passes on. It is a hint where to look: what it says is asked of the post's own server. */
@Injectable()
export class AnnounceInbox {
  constructor(
    private readonly objects: Objects,
    private readonly threads: ThreadsService,
    private readonly edits: EditsService,
    private readonly removals: RemovalsService,
  ) {}

  async announced({ actor: group, activity }: Message): Promise<Outcome> {
    const inner = innerActivity(activity);
    if (inner) return this.relayed(group, inner);
    let outcome = ignored('no object');
    for (const id of activity.objectIds.slice(0, MOST_THINGS)) outcome = await this.post(group, id);
    return outcome;
  }

  private async relayed(group: string, inner: WireActivity): Promise<Outcome> {
    const [id] = inner.objectIds;
    if (id === undefined) return ignored(`a relayed ${inner.type} without an object`);
    switch (inner.type) {
      case 'Create':
        return this.post(group, id);
      case 'Update':
        return (await this.edits.edit(id, null, null)) ?? (await this.post(group, id));
      case 'Delete':
        return this.removals.byGroup(id, group, inner.actor ?? '');
      default:
        return ignored(`a relayed ${inner.type}`);
    }
  }

  /** Our own post coming back is how a Group says that it took it. */
  private async post(group: string, id: string): Promise<Outcome> {
    if (await this.objects.arrived(id, group)) return APPLIED;
    return this.threads.take(id, { announcer: group, inboxId: null, given: null });
  }
}
