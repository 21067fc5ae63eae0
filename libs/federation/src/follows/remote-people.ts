import { Injectable } from '@nestjs/common';
import { AccountsView, RelationsView, signedIn, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { DataSource } from 'typeorm';
import { RemoteCategories } from './remote-categories.ts';

/** Somebody who can be followed; without a uri one of our own members. */
export interface KnownPerson {
  id: string;
  uri: string | null;
}

/** People whom members name. */
@Injectable()
export class RemotePeople {
  constructor(
    private readonly db: DataSource,
    private readonly accounts: AccountsView,
    private readonly relations: RelationsView,
    private readonly places: RemoteCategories,
  ) {}

  /** @throws ProblemError not-found */
  async known(viewer: Viewer, address: string): Promise<KnownPerson> {
    const { id } = await this.accounts.profile(address, viewer);
    const [row] = await this.db.query<[KnownPerson]>(`select id, uri from account where id = $1`, [id]);
    return row;
  }

  /**
   * The same, with a place here for what they write, and whether they may be followed.
   *
   * @throws ProblemError not-found, not-allowed, remote-not-found, remote-unavailable
   */
  async toFollow(viewer: Viewer, address: string): Promise<KnownPerson> {
    const person = await this.known(viewer, address);
    const accountId = signedIn(viewer);
    const blocks = await this.relations.blockersOf(accountId, [person.id]);
    if (person.id === accountId || blocks.size > 0) throw new ProblemError('not-allowed');
    if (person.uri === null) return person;
    await this.places.placeOf(person.uri);
    return person;
  }
}
