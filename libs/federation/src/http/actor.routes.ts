import { Injectable } from '@nestjs/common';
import { LocalActorsService } from '../actors/local-actors.service.ts';
import { LocalActorsView } from '../actors/local-actors.view.ts';
import { LocalAddresses, type LocalThing } from '../addresses/local-addresses.ts';
import { countOnly, whole } from '../documents/collections.rules.ts';
import { CollectionsView } from '../documents/collections.view.ts';
import { type Answer, document, GONE, NOTHING_HERE } from './answer.ts';

/** What stands under the ids of our actors. */
@Injectable()
export class ActorRoutes {
  constructor(
    private readonly locals: LocalActorsService,
    private readonly actors: LocalActorsView,
    private readonly collections: CollectionsView,
    private readonly at: LocalAddresses,
  ) {}

  async actor(thing: LocalThing): Promise<Answer> {
    const found = await this.locals.document(thing);
    if (found) return document(found);
    return thing.kind === 'account' && (await this.actors.isGone(thing.uuid)) ? GONE : NOTHING_HERE;
  }

  /** @param part outbox, followers, following, featured or moderators: all of them answer, most are empty */
  async collection(thing: LocalThing, part: string): Promise<Answer> {
    if ((await this.locals.nameOf(thing)) === null) return NOTHING_HERE;
    const found = await this.collectionOf(thing, part);
    return found ? document(found) : NOTHING_HERE;
  }

  async exists(thing: LocalThing): Promise<boolean> {
    return (await this.locals.nameOf(thing)) !== null;
  }

  private async collectionOf(thing: LocalThing, part: string): Promise<object | null> {
    const actor = this.idOf(thing);
    const id = this.at.partOf(actor, part);
    switch (part) {
      case 'outbox':
        if (thing.kind === 'category') return this.collections.categoryOutbox(thing.uuid);
        return this.collections.accountOutbox(actor);
      case 'followers':
        return countOnly(id, await this.actors.followerCount(actor));
      case 'featured':
        return thing.kind === 'category' ? this.collections.pinned(thing.uuid) : whole(id, []);
      case 'following':
        return whole(id, []);
      case 'moderators':
        return thing.kind === 'category' ? whole(id, await this.actors.moderators()) : null;
      default:
        return null;
    }
  }

  private idOf(thing: LocalThing): string {
    if (thing.kind === 'instance') return this.at.instance;
    return thing.kind === 'category' ? this.at.category(thing.uuid) : this.at.account(thing.uuid);
  }
}
