import type { Viewer } from '@app/identity';
import { Peer, type PeerActor, post, PUBLIC } from './peer.ts';
import { TestCommunity } from './test-community.ts';

/** Our server, bo on another one that is honest, and eve on a third that is not. */
export class InboxWorld {
  private count = 0;

  private constructor(
    readonly us: TestCommunity,
    readonly them: Peer,
    readonly others: Peer,
    readonly people: { bo: PeerActor; eve: PeerActor; ada: Viewer; group: string },
  ) {}

  static async start(): Promise<InboxWorld> {
    const [us, them, others] = [await TestCommunity.start(), await Peer.start(), await Peer.start()];
    const [bo, eve] = [await them.actor('bo'), await others.actor('eve')];
    const ada = await us.member('ada');
    return new InboxWorld(us, them, others, { bo, eve, ada, group: await us.groupOf('square') });
  }

  async stop(): Promise<void> {
    await this.us.server.stop();
    await Promise.all([this.them.stop(), this.others.stop()]);
  }

  /** A path that nothing has been served under yet. */
  newPath(): string {
    return `/notes/${(this.count += 1)}`;
  }

  /** An activity by bo, or by whoever `more` names. */
  activity(type: string, object: unknown, more: object = {}) {
    return {
      '@context': 'https://www.w3.org/ns/activitystreams',
      id: this.them.url(`/activities/${(this.count += 1)}`),
      type,
      actor: this.people.bo.id,
      to: [this.people.group, PUBLIC],
      object,
      ...more,
    };
  }

  /** Sends an activity and waits until it has been handled. */
  async send(
    message: { id: string },
    as = this.people.bo,
  ): Promise<{ state: string; reason: string | null }> {
    const answer = await post(this.us.inbox, message, { as });
    if (answer.status !== 202) throw new Error(`the inbox answered ${answer.status}: ${await answer.text()}`);
    return this.us.handled(message.id);
  }

  async postOf(uri: unknown) {
    return (await this.us.remotePosts()).find((one) => one.uri === uri);
  }

  /** Has their server say who goes by a name there. */
  serveName(name: string, id: string, more: object[] = []): void {
    const resource = encodeURIComponent(`acct:${name}@${this.them.host}`);
    const links = [{ rel: 'self', type: 'application/activity+json', href: id }, ...more];
    this.them.serve(
      `/.well-known/webfinger?resource=${resource}`,
      { links },
      { type: 'application/jrd+json' },
    );
  }
}
