import { Injectable } from '@nestjs/common';
import { ProblemError } from '@app/platform';
import { RemoteActorsService } from '../actors/remote-actors.service.ts';
import { orProblem, RemoteNames } from '../follows/remote-names.ts';
import { References } from '../mapping/wire.ts';

/** Accounts elsewhere that members say are theirs. */
@Injectable()
export class OtherAccounts {
  constructor(
    private readonly names: RemoteNames,
    private readonly actors: RemoteActorsService,
  ) {}

  /**
   * @param address `@name@host`, or the address of the account's page
   * @returns its id, and which accounts it names as its own, as its server says now
   * @throws ProblemError remote-not-found, remote-unavailable
   */
  async find(address: string): Promise<{ id: string; names: string[] }> {
    const asked = this.names.idFor(address).then((id) => this.actors.refresh(id));
    const { actor, document } = await orProblem(asked);
    if (actor.type === 'Group' || actor.type === 'Application') throw new ProblemError('remote-not-found');
    const named = (document as Record<string, unknown>)['alsoKnownAs'] ?? null;
    return { id: actor.id, names: References.parse(named) };
  }
}
