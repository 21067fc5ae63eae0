import { Injectable } from '@nestjs/common';
import type { RemoteThing } from '@app/contract';
import { signedIn, type Viewer } from '@app/identity';
import { ProblemError } from '@app/platform';
import { RemoteActorsService } from '../actors/remote-actors.service.ts';
import { HostBuckets } from '../inbox/host-buckets.ts';
import { parseActor } from '../mapping/actor.ts';
import { RemoteCategories } from './remote-categories.ts';
import { orProblem, RemoteNames } from './remote-names.ts';
import { RemoteThreads } from './remote-threads.ts';

/** What members find elsewhere on the fediverse. */
@Injectable()
export class RemoteThings {
  /** Each look-up asks other servers; thirty at once, then one every ten seconds. */
  private readonly budget = new HostBuckets({ perSecond: 0.1, burst: 30 });

  constructor(
    private readonly names: RemoteNames,
    private readonly actors: RemoteActorsService,
    private readonly categories: RemoteCategories,
    private readonly threads: RemoteThreads,
  ) {}

  /**
   * Looks up who or what is meant. A person or a category is known here from then on; a thread is not
   * brought in yet.
   *
   * @param address a handle, or the address of a page or a thing on its server
   * @throws ProblemError sign-in-required, too-many-requests, remote-not-found, remote-unavailable
   */
  find(viewer: Viewer, address: string): Promise<RemoteThing> {
    this.spend(viewer);
    return orProblem(this.look(address));
  }

  /**
   * Brings a thread here, so that it can be read and answered.
   *
   * @returns where it stands now
   * @throws ProblemError sign-in-required, too-many-requests, remote-not-found, remote-unavailable
   */
  async bring(viewer: Viewer, address: string): Promise<RemoteThing> {
    this.spend(viewer);
    const id = await orProblem(this.names.idFor(address));
    await orProblem(this.threads.bring(id));
    const path = await this.threads.pathOf(id);
    if (path === null) throw new ProblemError('remote-not-found');
    return { kind: 'topic', path, name: '', by: null, address: id };
  }

  private async look(address: string): Promise<RemoteThing> {
    const id = await this.names.idFor(address);
    const here = await this.threads.pathOf(id);
    if (here !== null) return { kind: 'topic', path: here, name: '', by: null, address: id };
    const document = await this.actors.document(id);
    const actor = parseActor(document);
    if (actor?.id === id) {
      const by = `${actor.handle}@${new URL(id).host}`;
      if (actor.type === 'Group') {
        await this.categories.find(id);
        return { kind: 'category', path: `/c/${by.toLowerCase()}`, name: actor.name, by, address: id };
      }
      await this.actors.account(id);
      return { kind: 'person', path: `/u/${by}`, name: actor.name, by, address: id };
    }
    const post = this.threads.glance(id, JSON.stringify(document));
    if (post === null) throw new ProblemError('remote-not-found');
    const { actor: author } = await this.actors.find(post.author);
    const by = `${author.handle}@${new URL(author.id).host}`;
    return { kind: 'post', path: null, name: post.name, by, address: id };
  }

  private spend(viewer: Viewer): void {
    const seconds = this.budget.take(signedIn(viewer), Date.now());
    if (seconds > 0) throw new ProblemError('too-many-requests', { retryAfter: seconds });
  }
}
