import { Injectable } from '@nestjs/common';
import { ProblemError, RemoteFailure } from '@app/platform';
import { z } from 'zod';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import { SUBSCRIBE } from '../discovery/webfinger.rules.ts';
import { RemoteDocuments } from '../net/remote-documents.ts';
import { readCategoryAddress, webFingerAddress } from './category-address.rules.ts';

const WebFinger = z.object({
  links: z.array(
    z.looseObject({
      rel: z.string(),
      type: z.string().nullish(),
      href: z.string().nullish(),
      template: z.string().nullish(),
    }),
  ),
});

/** From what somebody types to the id of what lives on another server. */
@Injectable()
export class RemoteNames {
  constructor(
    private readonly documents: RemoteDocuments,
    private readonly at: LocalAddresses,
  ) {}

  /**
   * @param address `@name@host`, `name@host`, or an address on its server
   * @throws ProblemError remote-not-found, also for what lives here
   * @throws RemoteFailure
   */
  async idFor(address: string): Promise<string> {
    const asked = readCategoryAddress(address);
    if (asked === null) throw new ProblemError('remote-not-found');
    const id = 'url' in asked ? await this.idAt(asked.url) : await this.idOfHandle(asked);
    if (this.at.owns(id)) throw new ProblemError('remote-not-found');
    return id;
  }

  /**
   * Where the server of somebody's account takes them to answer or follow what they saw here.
   *
   * @param handle their own account, `@name@host`
   * @param path the page here that they want to answer or follow
   * @throws ProblemError remote-not-found when there is no such account, or no such page; remote-unavailable
   */
  async subscribeAddress(handle: string, path: string): Promise<string> {
    const asked = readCategoryAddress(handle);
    if (asked === null || 'url' in asked) throw new ProblemError('remote-not-found');
    const template = (await orProblem(this.linksOf(asked))).find(({ rel }) => rel === SUBSCRIBE)?.template;
    const address = template?.replace('{uri}', encodeURIComponent(this.at.origin + path)) ?? '';
    if (!template?.includes('{uri}') || !/^https?:\/\//.test(address) || !URL.canParse(address))
      throw new ProblemError('remote-not-found');
    return address;
  }

  /** The page of a thing answers with its id. */
  private async idAt(url: string): Promise<string> {
    const { json } = await this.documents.activityStreams(url);
    const parsed = z.looseObject({ id: z.string() }).safeParse(json);
    return parsed.data?.id ?? url;
  }

  private async idOfHandle(asked: { handle: string; host: string }): Promise<string> {
    const self = (await this.linksOf(asked)).find(
      ({ rel, type }) => rel === 'self' && /activity\+json|activitystreams/.test(type ?? ''),
    );
    if (!self?.href) throw new ProblemError('remote-not-found');
    return self.href;
  }

  private async linksOf({ handle, host }: { handle: string; host: string }) {
    // Only tests federate over http, and then all do.
    const { protocol } = new URL(this.at.origin);
    const { json } = await this.documents.json(
      webFingerAddress(protocol, handle, host),
      'application/jrd+json, application/json',
    );
    return WebFinger.safeParse(json).data?.links ?? [];
  }
}

/** Says in our own words why something elsewhere cannot be had. */
export async function orProblem<Result>(asked: Promise<Result>): Promise<Result> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof RemoteFailure)) throw error;
    throw new ProblemError(error.mayPass ? 'remote-unavailable' : 'remote-not-found');
  }
}
