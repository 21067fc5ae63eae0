/** Something of ours that has an id on the fediverse. */
export type LocalThing =
  { kind: 'instance' } | { kind: 'category' | 'account' | 'post' | 'topic' | 'activity'; uuid: string };

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const THING = new RegExp(`^/ap/(?:actors/([cu])-|(posts|topics|activities)/)(${UUID})$`);
const KINDS = {
  c: 'category',
  u: 'account',
  posts: 'post',
  topics: 'topic',
  activities: 'activity',
} as const;

/**
 * The ids under which other servers know what is ours, and the pages that show it. Ids hold UUIDs, never
 * names, so that renaming or moving a thing changes no id.
 */
export class LocalAddresses {
  /** @param origin scheme and host, without a trailing slash */
  constructor(readonly origin: string) {}

  get instance(): string {
    return `${this.origin}/actor`;
  }

  get sharedInbox(): string {
    return `${this.origin}/ap/inbox`;
  }

  category(uuid: string): string {
    return `${this.origin}/ap/actors/c-${uuid}`;
  }

  account(uuid: string): string {
    return `${this.origin}/ap/actors/u-${uuid}`;
  }

  post(uuid: string): string {
    return `${this.origin}/ap/posts/${uuid}`;
  }

  topic(uuid: string): string {
    return `${this.origin}/ap/topics/${uuid}`;
  }

  activity(uuid: string): string {
    return `${this.origin}/ap/activities/${uuid}`;
  }

  /** The id of a post, which is its own home's where it came from elsewhere. */
  objectOf({ uri, uuid }: { uri: string | null; uuid: string }): string {
    return uri ?? this.post(uuid);
  }

  actorOf({ uri, uuid }: { uri: string | null; uuid: string }): string {
    return uri ?? this.account(uuid);
  }

  /** Where an actor's own collections and inbox live; the instance actor has a short id but the usual paths. */
  partOf(actor: string, part: string): string {
    return `${actor === this.instance ? `${this.origin}/ap/actors/instance` : actor}/${part}`;
  }

  categoryPage(slug: string): string {
    return `${this.origin}/c/${slug}`;
  }

  accountPage(handle: string): string {
    return `${this.origin}/u/${handle}`;
  }

  topicPage(topicId: string, slug: string, number?: number): string {
    return `${this.origin}/t/${topicId}/${slug}${number === undefined ? '' : `/${number}`}`;
  }

  owns(uri: string): boolean {
    return URL.canParse(uri) && new URL(uri).origin === this.origin;
  }

  /** @returns what of ours this id names, or null */
  parse(uri: string): LocalThing | null {
    if (!this.owns(uri)) return null;
    const { pathname } = new URL(uri);
    if (pathname === '/actor') return { kind: 'instance' };
    const match = THING.exec(pathname);
    const [, actor, object, uuid] = match ?? [];
    const kind = KINDS[(actor ?? object ?? '') as keyof typeof KINDS];
    return kind && uuid ? { kind, uuid } : null;
  }
}
