import { Injectable } from '@nestjs/common';
import { CategoriesService, textOf } from '@app/forum';
import { ProblemError } from '@app/platform';
import { RemoteActorsService } from '../actors/remote-actors.service.ts';
import type { WireActor } from '../mapping/actor.ts';
import { orProblem, RemoteNames } from './remote-names.ts';

/** Categories of other servers, and places of single people there, from what a member types to a row of ours. */
@Injectable()
export class RemoteCategories {
  constructor(
    private readonly names: RemoteNames,
    private readonly actors: RemoteActorsService,
    private readonly categories: CategoriesService,
  ) {}

  /**
   * Looks a category up and knows it from then on.
   *
   * @param address `@slug@host`, `slug@host`, or an address of the category on its server
   * @throws ProblemError remote-not-found, remote-unavailable
   */
  find(address: string): Promise<{ categoryId: string; group: WireActor }> {
    return orProblem(this.look(address));
  }

  /**
   * The place of somebody elsewhere, for what they write outside of any category.
   *
   * @throws ProblemError remote-not-found, remote-unavailable
   */
  async placeOf(person: string): Promise<string> {
    const { actor } = await orProblem(this.actors.find(person));
    return (await this.keep(actor)).categoryId;
  }

  /**
   * Has a place ready for a thread that somebody asked for: the category elsewhere that it is for, else its
   * author's own.
   *
   * @throws ProblemError remote-not-found, remote-unavailable
   */
  async keepPlaceFor({ addressed, author }: { addressed: string[]; author: string }): Promise<void> {
    for (const id of addressed) {
      const actor = await this.actors.find(id).catch(() => null);
      if (actor?.actor.type !== 'Group') continue;
      await this.keep(actor.actor);
      return;
    }
    await this.placeOf(author);
  }

  private async look(address: string): Promise<{ categoryId: string; group: WireActor }> {
    const { actor: group } = await this.actors.find(await this.names.idFor(address));
    if (group.type !== 'Group') throw new ProblemError('remote-not-found');
    return { ...(await this.keep(group)), group };
  }

  private keep(actor: WireActor): Promise<{ categoryId: string }> {
    return this.categories.receiveRemote({
      uri: actor.id,
      url: actor.url,
      slug: actor.handle.toLowerCase().slice(0, 100),
      domain: new URL(actor.id).host,
      name: actor.name.slice(0, 100),
      description: textOf(actor.summary, 500),
      person: actor.type !== 'Group',
    });
  }
}
