import { Injectable } from '@nestjs/common';
import { LocalAddresses, type LocalThing } from '../addresses/local-addresses.ts';
import { Discovery } from '../discovery/discovery.ts';
import { ActorRoutes } from './actor.routes.ts';
import { type Answer, NOTHING_HERE } from './answer.ts';
import { wantsPage } from './negotiation.rules.ts';
import { ObjectRoutes } from './object.routes.ts';

const COLLECTION = /^\/ap\/actors\/([^/]+)\/([a-z]+)$/;

/** Everything that other servers may read here, by path. */
@Injectable()
export class Routes {
  constructor(
    private readonly discovery: Discovery,
    private readonly actors: ActorRoutes,
    private readonly objects: ObjectRoutes,
    private readonly at: LocalAddresses,
  ) {}

  async get({ pathname, searchParams }: URL, accept: string | undefined): Promise<Answer> {
    const found = this.discovery.answer(pathname, searchParams.get('resource'));
    if (found) return found;
    const [, actor, part] = COLLECTION.exec(pathname) ?? [];
    if (actor !== undefined && part !== undefined) {
      const thing = this.actorNamed(actor);
      return thing ? this.actors.collection(thing, part) : NOTHING_HERE;
    }
    const isReplies = pathname.endsWith('/replies');
    const thing = this.at.parse(
      this.at.origin + (isReplies ? pathname.slice(0, -'/replies'.length) : pathname),
    );
    if (thing === null) return NOTHING_HERE;
    if (isReplies)
      return thing.kind === 'post'
        ? this.objects.repliesTo(thing.uuid, wholeNumber(searchParams, 'after'))
        : NOTHING_HERE;
    return this.thing(thing, wantsPage(accept), wholeNumber(searchParams, 'page'));
  }

  /** Whether a path is an inbox: the one of all, or that of an actor who can be seen. */
  async inbox(pathname: string): Promise<boolean> {
    if (pathname === '/ap/inbox') return true;
    const [, actor, part] = COLLECTION.exec(pathname) ?? [];
    const thing = actor === undefined || part !== 'inbox' ? null : this.actorNamed(actor);
    return thing !== null && this.actors.exists(thing);
  }

  private thing(thing: LocalThing, asPage: boolean, page: number | null): Promise<Answer> {
    switch (thing.kind) {
      case 'post':
        return this.objects.post(thing.uuid, asPage);
      case 'topic':
        return this.objects.topic(thing.uuid, page, asPage);
      case 'activity':
        return this.objects.activity(this.at.activity(thing.uuid));
      case 'instance':
      case 'category':
      case 'account':
        return this.actors.actor(thing);
    }
  }

  private actorNamed(name: string): LocalThing | null {
    if (name === 'instance') return { kind: 'instance' };
    return this.at.parse(`${this.at.origin}/ap/actors/${name}`);
  }
}

/** A page or a number in the query; what is none reads as absent. */
function wholeNumber(query: URLSearchParams, name: string): number | null {
  const given = query.get(name);
  return given !== null && /^\d{1,8}$/.test(given) && !(name === 'page' && given === '0')
    ? Number(given)
    : null;
}
