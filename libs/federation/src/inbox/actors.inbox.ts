import { Injectable } from '@nestjs/common';
import { RemoteActorsService } from '../actors/remote-actors.service.ts';
import type { Message } from './message.ts';
import { APPLIED, ignored, type Outcome } from './outcome.ts';

/** An actor says that something about it changed. */
@Injectable()
export class ActorsInbox {
  constructor(private readonly actors: RemoteActorsService) {}

  /** What changed is asked of its server, never taken from the message. */
  async update({ actor }: Message): Promise<Outcome> {
    if (!(await this.actors.known(actor))) return ignored('an actor nobody here knows');
    const { actor: now } = await this.actors.refresh(actor);
    if (now.type !== 'Group') await this.actors.account(actor);
    return APPLIED;
  }
}
