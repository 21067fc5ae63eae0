import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import { around } from '../documents/activities.rules.ts';
import { PUBLIC } from '../documents/context.rules.ts';
import { activityUuid } from '../outbox/activity-uuid.ts';
import { Outbox, type OutgoingActivity } from '../outbox/outbox.ts';
import { KeysService } from './keys.service.ts';
import { LocalActorsService } from './local-actors.service.ts';

/** What is new about one of our actors, told to its followers. */
@Injectable()
export class ActorNews {
  constructor(
    private readonly keys: KeysService,
    private readonly actors: LocalActorsService,
    private readonly outbox: Outbox,
    private readonly at: LocalAddresses,
  ) {}

  /** The new key signs from now on; followers hear of it, and everybody else asks when they see its id. */
  async rotate(actor: string): Promise<void> {
    const { keyId } = await this.keys.rotate(actor);
    await this.announce(actor, keyId);
  }

  /** @param occasion what makes this Update another one than the last */
  async announce(actor: string, occasion: string): Promise<void> {
    const thing = this.at.parse(actor);
    const document = thing && (await this.actors.document(thing));
    if (!document) return;
    const id = this.at.activity(activityUuid('Update', `${actor} ${occasion}`, 1));
    const cc = [this.at.partOf(actor, 'followers')];
    const body = around({ id, type: 'Update', actor, to: [PUBLIC], cc }, JSON.stringify(document));
    await this.tell({ id, kind: 'UpdateActor', actor, body });
  }

  /** Followers are sent on to another account, which names this one as its own. */
  async moved(actor: string, target: string): Promise<void> {
    const id = this.outbox.idOf('Move', randomUUID());
    const to = [this.at.partOf(actor, 'followers')];
    const body = around({ id, type: 'Move', actor, to, target }, JSON.stringify(actor));
    await this.tell({ id, kind: 'MoveActor', actor, body });
  }

  private tell(activity: OutgoingActivity): Promise<void> {
    const to = { followersOf: [activity.actor], actors: [] };
    return this.keys.db.transaction((tx) => this.outbox.send(tx, activity, to));
  }
}
