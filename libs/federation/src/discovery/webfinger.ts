import { Injectable } from '@nestjs/common';
import { LocalActorsService } from '../actors/local-actors.service.ts';
import { LocalActorsView } from '../actors/local-actors.view.ts';
import { LocalAddresses } from '../addresses/local-addresses.ts';
import { type Answer, document, NOTHING_HERE, plain } from '../http/answer.ts';
import { readResource, webFingerDocument } from './webfinger.rules.ts';

const JRD = 'application/jrd+json';

/** How others find our actors by name or by page (RFC 7033). */
@Injectable()
export class WebFinger {
  constructor(
    private readonly locals: LocalActorsService,
    private readonly actors: LocalActorsView,
    private readonly at: LocalAddresses,
  ) {}

  async answer(resource: string | null): Promise<Answer> {
    if (!resource) return plain(400, 'Ask with ?resource=acct:name@host.');
    const asked = readResource(resource, this.at);
    const actor =
      asked && ('handle' in asked ? await this.byHandle(asked.handle) : await this.byAddress(asked.address));
    const thing = actor === null ? null : this.at.parse(actor);
    const name = thing && (await this.locals.nameOf(thing));
    if (!actor || !name) return NOTHING_HERE;
    return document(webFingerDocument({ ...name, actor }, this.at), JRD);
  }

  private byHandle(handle: string): Promise<string | null> {
    const isServer = handle === new URL(this.at.origin).host.toLowerCase();
    return isServer ? Promise.resolve(this.at.instance) : this.actors.byHandle(handle);
  }

  private async byAddress(address: string): Promise<string | null> {
    const { pathname } = new URL(address);
    if (pathname === '/' || pathname === '') return this.at.instance;
    // Names are plain letters: what would need decoding names nobody.
    const page = /^\/[cu]\/([^/@%]+)\/?$/i.exec(pathname)?.[1];
    if (page !== undefined) return this.actors.byHandle(page);
    // Ids are lower case; whoever asks in another case means the same.
    return `${this.at.origin}${pathname.toLowerCase()}`;
  }
}
