import { Injectable } from '@nestjs/common';
import { RemoteFailure } from '@app/platform';
import { RemoteActorsService } from '../actors/remote-actors.service.ts';
import { MovedPeople } from '../follows/moved-people.service.ts';
import type { Handlers } from './handlers.ts';
import type { Deed } from './message.ts';
import { APPLIED, ignored, type Outcome } from './outcome.ts';

const NOT_MINE = Promise.resolve(null);

/** An actor changed, moved or is no more. What became of it is asked of its server, never taken from the message. */
@Injectable()
export class ActorsInbox {
  readonly handlers: Handlers = {
    Update: ({ objectId }) => this.update(objectId ?? ''),
    Delete: ({ actor, objectId }) => (objectId === actor ? this.gone(actor) : NOT_MINE),
    Move: (deed) => (deed.objectId === deed.actor ? this.move(deed) : NOT_MINE),
  };

  constructor(
    private readonly actors: RemoteActorsService,
    private readonly moved: MovedPeople,
  ) {}

  /** @returns null when this is no actor that is known here */
  private async update(id: string): Promise<Outcome | null> {
    if (!(await this.actors.known(id))) return null;
    const { actor: now } = await this.actors.refresh(id);
    if (now.type !== 'Group') await this.actors.account(id);
    return APPLIED;
  }

  /** Its profile is emptied; what it said stays where people answered it. */
  private async gone(id: string): Promise<Outcome> {
    if (!(await this.actors.known(id))) return ignored('an actor nobody here knows');
    return (await this.actors.isGone(id)) ? APPLIED : ignored('its server still has it');
  }

  /** Only when the new one names the old one too: anybody could claim to be somebody else now. */
  private async move({ actor, activity: { target } }: Deed): Promise<Outcome> {
    if (target === null || !(await this.actors.known(actor))) return ignored('an actor nobody here knows');
    try {
      const isSo = await this.actors.moved(actor, target);
      if (!isSo) return ignored('the two do not name each other');
      await this.moved.follow(actor, target);
      return APPLIED;
    } catch (error) {
      if (error instanceof RemoteFailure && !error.mayPass) return ignored(error.message);
      throw error;
    }
  }
}
