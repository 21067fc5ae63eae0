import { HandleService } from '../inbox/handle.service.ts';
import type { Relation } from '../inbox/authority.rules.ts';
import { ThreadsService } from '../threads/threads.service.ts';
import { Peer, PUBLIC } from './peer.ts';
import { TestCommunity } from './test-community.ts';

const AS = 'https://www.w3.org/ns/activitystreams';

/** The topic that is acted upon, and who acts. */
export interface Scene {
  world: AuthorityWorld;
  relation: Relation;
  /** The first post's id; its author's server is neither ours nor the Group's. */
  subject: string;
  path: string;
  topicId: string;
  sender: string;
  /** Who is said to have acted; the sender, if nobody passes it on. */
  actor: string;
}

/**
 * Our server; a category elsewhere that it follows, with people on its server; the author of everything on a
 * third server, with a neighbour; and strangers on a fourth.
 */
export class AuthorityWorld {
  private count = 0;
  readonly group: string;
  readonly otherGroup: string;
  private readonly people: Record<'author' | 'neighbour' | 'staff' | 'listed' | 'stranger', string>;

  private constructor(
    readonly us: TestCommunity,
    readonly square: string,
    private readonly peers: { groups: Peer; authors: Peer; strangers: Peer },
  ) {
    this.group = this.newGroup('agora');
    this.otherGroup = this.newGroup('forum');
    this.people = {
      author: this.person(peers.authors, 'bo'),
      neighbour: this.person(peers.authors, 'neighbour'),
      staff: this.person(peers.groups, 'staff'),
      listed: this.person(peers.strangers, 'listed'),
      stranger: this.person(peers.strangers, 'stranger'),
    };
    peers.groups.serve('/groups/agora/moderators', {
      '@context': AS,
      type: 'OrderedCollection',
      orderedItems: [this.people.listed],
    });
  }

  static async start(): Promise<AuthorityWorld> {
    // Nothing works in the background: every message is handled when it is sent.
    const us = await TestCommunity.start({ ROLES: 'web' });
    const [groups, authors, strangers] = [await Peer.start(), await Peer.start(), await Peer.start()];
    const world = new AuthorityWorld(us, await us.groupOf('square'), { groups, authors, strangers });
    const { accountId } = await us.member('reader');
    for (const group of [world.group, world.otherGroup]) {
      const [{ id }] = await us.db.query<[{ id: string }]>(
        `insert into category (slug, domain, uri, name) values ($1::text, $2, $3, $1::text) returning id`,
        [group.split('/').at(-1), groups.host, group],
      );
      await us.db.query(
        `insert into ap_follow (category_id, actor, activity_id, state, requested_by_id)
         values ($1, $2, $3, 'pending', $4)`,
        [id, group, world.followOf(group), accountId],
      );
    }
    return world;
  }

  followOf(group: string): string {
    return `${this.us.origin}/ap/activities/follow-${group.split('/').at(-1)}`;
  }

  async stop(): Promise<void> {
    await this.us.server.stop();
    await Promise.all(Object.values(this.peers).map((peer) => peer.stop()));
  }

  /** A new topic, in the Group or in a category of ours, and somebody who stands so to it. */
  async scene(relation: Relation): Promise<Scene> {
    const inGroup = ['group', 'relayed-author', 'relayed-moderator', 'relayed-other'].includes(relation);
    const path = `/notes/${(this.count += 1)}`;
    const { author, neighbour, staff, listed, stranger } = this.people;
    this.article(path, 'served', inGroup ? this.group : this.square);
    const subject = this.peers.authors.url(path);
    await this.us
      .get(ThreadsService)
      .take(subject, { announcer: inGroup ? this.group : null, inboxId: null, given: null });
    const [post] = await this.us.db.query<{ topicId: string }[]>(
      `select topic_id as "topicId" from post where uri = $1`,
      [subject],
    );
    if (!post) throw new Error(`${subject} was not taken in`);
    const actor = {
      itself: author,
      author,
      group: staff,
      neighbour,
      stranger,
      'relayed-author': author,
      'relayed-moderator': listed,
      'relayed-other': stranger,
      'relayed-elsewhere': stranger,
    }[relation];
    const sender = relation.startsWith('relayed') ? this.group : actor;
    return { world: this, relation, subject, path, topicId: post.topicId, sender, actor };
  }

  /** What the author's server answers about a post from now on. */
  article(path: string, content: string, audience: string, more: object = {}): object {
    const article = {
      '@context': AS,
      id: this.peers.authors.url(path),
      type: 'Article',
      name: 'About brooms',
      attributedTo: this.people.author,
      audience,
      to: [PUBLIC],
      content: `<p>${content}</p>`,
      published: new Date(Date.now() - 60_000).toISOString(),
      ...more,
    };
    this.peers.authors.serve(path, article);
    return article;
  }

  newPath(): string {
    return `/notes/${(this.count += 1)}`;
  }

  url(path: string): string {
    return this.peers.authors.url(path);
  }

  goes(path: string): void {
    this.peers.authors.forget(path, 410);
  }

  /** Has the author renamed at home, or gone from there. */
  authorIs(name: string | null): void {
    if (name === null) this.peers.authors.forget('/users/bo', 410);
    else this.person(this.peers.authors, 'bo', { name });
  }

  authorMoves(to: string): void {
    this.person(this.peers.authors, 'bo', { movedTo: to });
    this.person(this.peers.strangers, 'bo', { alsoKnownAs: [this.people.author] });
  }

  get newHome(): string {
    return this.peers.strangers.url('/users/bo');
  }

  /** Stores a message as if its sender had just proven to be who they are, and has it handled. */
  async send({ sender, actor }: Scene, type: string, object: unknown, more: object = {}): Promise<void> {
    const activity = this.activity(actor, type, object, more);
    const message = sender === actor ? activity : this.activity(sender, 'Announce', activity);
    const { origin } = new URL(sender);
    await this.us.db.query(
      `insert into ap_inbox (origin, activity_id, actor, type, body) values ($1, $2, $3, $4, $5)`,
      [origin, message.id, sender, message.type, JSON.stringify(message)],
    );
    await this.us.get(HandleService).handle(origin);
  }

  activity(actor: string, type: string, object: unknown, more: object = {}) {
    const id = `${new URL(actor).origin}/activities/${(this.count += 1)}`;
    return { '@context': AS, id, type, actor, to: [PUBLIC], object, ...more };
  }

  private newGroup(name: string): string {
    const id = this.peers.groups.url(`/groups/${name}`);
    this.peers.groups.serve(`/groups/${name}`, {
      '@context': AS,
      id,
      type: 'Group',
      preferredUsername: name,
      inbox: `${id}/inbox`,
      featured: `${id}/featured`,
      attributedTo: `${id}/moderators`,
    });
    return id;
  }

  private person(peer: Peer, name: string, more: object = {}): string {
    const id = peer.url(`/users/${name}`);
    const said = { type: 'Person', preferredUsername: name, name, inbox: `${id}/inbox` };
    peer.serve(`/users/${name}`, { '@context': AS, id, ...said, ...more });
    return id;
  }
}
