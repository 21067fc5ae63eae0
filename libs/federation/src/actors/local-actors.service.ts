import { Injectable } from '@nestjs/common';
import { LocalAddresses, type LocalThing } from '../addresses/local-addresses.ts';
import { groupDocument, instanceDocument, personDocument } from '../documents/actors.rules.ts';
import { KeysService } from './keys.service.ts';
import { LocalActorsView } from './local-actors.view.ts';

/** A name and a page, for WebFinger. */
export interface ActorName {
  handle: string;
  page: string;
}

@Injectable()
export class LocalActorsService {
  constructor(
    private readonly actors: LocalActorsView,
    private readonly keys: KeysService,
    private readonly at: LocalAddresses,
  ) {}

  /** The document of one of our actors, with its key made at the first asking; null if there is none to see. */
  async document(thing: LocalThing): Promise<object | null> {
    if (thing.kind === 'instance') {
      return instanceDocument(this.host, await this.keys.ensure(this.at.instance), this.at);
    }
    if (thing.kind === 'category') {
      const category = await this.actors.category(thing.uuid);
      if (!category) return null;
      return groupDocument(category, await this.keys.ensure(this.at.category(thing.uuid)), this.at);
    }
    const account = thing.kind === 'account' ? await this.actors.account(thing.uuid) : null;
    if (!account) return null;
    return personDocument(account, await this.keys.ensure(this.at.account(account.uuid)), this.at);
  }

  async nameOf(thing: LocalThing): Promise<ActorName | null> {
    if (thing.kind === 'instance') return { handle: this.host, page: `${this.at.origin}/` };
    if (thing.kind === 'category') {
      const category = await this.actors.category(thing.uuid);
      return category && { handle: category.slug, page: this.at.categoryPage(category.slug) };
    }
    const account = thing.kind === 'account' ? await this.actors.account(thing.uuid) : null;
    return account && { handle: account.handle, page: this.at.accountPage(account.handle) };
  }

  private get host(): string {
    return new URL(this.at.origin).host;
  }
}
