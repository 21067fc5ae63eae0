import { Injectable } from '@nestjs/common';
import { CategoriesService, textOf } from '@app/forum';
import { z } from 'zod';
import { ProblemError, RemoteFailure } from '@app/platform';
import { RemoteActorsService } from '../actors/remote-actors.service.ts';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import type { WireActor } from '../mapping/actor.ts';
import { RemoteDocuments } from '../net/remote-documents.ts';
import { readCategoryAddress, webFingerAddress } from './category-address.rules.ts';

const WebFinger = z.object({
  links: z.array(z.looseObject({ rel: z.string(), type: z.string().nullish(), href: z.string().nullish() })),
});

/** Categories of other servers, from what a member types to a row of ours. */
@Injectable()
export class RemoteCategories {
  constructor(
    private readonly documents: RemoteDocuments,
    private readonly actors: RemoteActorsService,
    private readonly categories: CategoriesService,
    private readonly at: LocalAddresses,
  ) {}

  /**
   * Looks a category up and knows it from then on.
   *
   * @param address `@slug@host`, `slug@host`, or an address of the category on its server
   * @throws ProblemError remote-not-found, remote-unavailable
   */
  async find(address: string): Promise<{ categoryId: string; group: WireActor }> {
    try {
      const { actor: group } = await this.actors.find(await this.actorId(address));
      if (group.type !== 'Group') throw new ProblemError('remote-not-found');
      const { categoryId } = await this.categories.receiveRemote({
        uri: group.id,
        url: group.url,
        slug: group.handle.toLowerCase().slice(0, 100),
        domain: new URL(group.id).host,
        name: group.name.slice(0, 100),
        description: textOf(group.summary, 500),
      });
      return { categoryId, group };
    } catch (error) {
      if (!(error instanceof RemoteFailure)) throw error;
      throw new ProblemError(error.mayPass ? 'remote-unavailable' : 'remote-not-found');
    }
  }

  private async actorId(address: string): Promise<string> {
    const asked = readCategoryAddress(address);
    if (asked === null) throw new ProblemError('remote-not-found');
    const id = 'url' in asked ? await this.idAt(asked.url) : await this.idOfHandle(asked);
    if (this.at.owns(id)) throw new ProblemError('remote-not-found');
    return id;
  }

  /** The page of a category answers with the id of its Group. */
  private async idAt(url: string): Promise<string> {
    const { json } = await this.documents.activityStreams(url);
    const parsed = z.looseObject({ id: z.string() }).safeParse(json);
    return parsed.data?.id ?? url;
  }

  private async idOfHandle({ handle, host }: { handle: string; host: string }): Promise<string> {
    // Only tests federate over http, and then all do.
    const { protocol } = new URL(this.at.origin);
    const { json } = await this.documents.json(
      webFingerAddress(protocol, handle, host),
      'application/jrd+json, application/json',
    );
    const parsed = WebFinger.safeParse(json);
    const self = parsed.data?.links.find(
      ({ rel, type }) => rel === 'self' && /activity\+json|activitystreams/.test(type ?? ''),
    );
    if (!self?.href) throw new ProblemError('remote-not-found');
    return self.href;
  }
}
