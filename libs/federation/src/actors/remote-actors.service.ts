import { Injectable } from '@nestjs/common';
import { sanitiseRemote } from '@app/forum';
import { AccountsService } from '@app/identity';
import { RemotePictures } from '@app/media';
import { DataSource } from 'typeorm';
import { RemoteFailure } from '@app/platform';
import { parseActor, type WireActor } from '../mapping/actor.ts';
import { isTombstone } from '../mapping/post-draft.ts';
import { References } from '../mapping/wire.ts';
import { RemoteDocuments } from '../net/remote-documents.ts';
import { ApActor } from './ap-actor.entity.ts';

/** How long what a server said of its actor is good enough. */
const FRESH_MS = 24 * 3600 * 1000;

const REMEMBERED_MS = 60_000;
const MOST_REMEMBERED = 5000;

export interface KnownActor {
  actor: WireActor;
  document: unknown;
  fetchedAt: Date;
}

@Injectable()
export class RemoteActorsService {
  /** A busy thread has the same authors again and again. */
  private readonly accountsOf = new Map<string, { accountId: string; until: number }>();

  constructor(
    private readonly db: DataSource,
    private readonly documents: RemoteDocuments,
    private readonly accounts: AccountsService,
    private readonly pictures: RemotePictures,
  ) {}

  /** What is stored of an actor, however old. */
  async known(id: string): Promise<KnownActor | null> {
    const row = await this.db.getRepository(ApActor).findOneBy({ id });
    const actor = row && parseActor(row.document);
    return row && actor ? { actor, document: row.document, fetchedAt: row.fetchedAt } : null;
  }

  /**
   * An actor as its server describes it, asked at most once a day.
   *
   * @throws RemoteFailure
   */
  async find(id: string): Promise<KnownActor> {
    const known = await this.known(id);
    if (known && Date.now() - known.fetchedAt.getTime() < FRESH_MS) return known;
    return this.refresh(id);
  }

  /**
   * Asks an actor's server now.
   *
   * @throws RemoteFailure
   */
  async refresh(id: string): Promise<KnownActor> {
    const document = await this.document(id);
    const actor = parseActor(document);
    if (actor?.id !== id) throw new RemoteFailure('invalid', `${id} is not an actor of that id`);
    return { actor, document, fetchedAt: new Date() };
  }

  /**
   * The document under the id of an actor or of a key, fetched now; an actor is remembered.
   *
   * @throws RemoteFailure
   */
  async document(url: string): Promise<unknown> {
    const { json } = await this.documents.activityStreams(url);
    const actor = parseActor(json);
    // Only what answers under its own id may say what is true of that id.
    if (actor?.id !== url) return json;
    this.accountsOf.delete(actor.id);
    await this.db.query(
      `insert into ap_actor (id, type, inbox, shared_inbox, document) values ($1, $2, $3, $4, $5)
       on conflict (id) do update set type = excluded.type, inbox = excluded.inbox,
         shared_inbox = excluded.shared_inbox, document = excluded.document, fetched_at = now(), gone_at = null`,
      [actor.id, actor.type, actor.inbox, actor.sharedInbox, JSON.stringify(json)],
    );
    return json;
  }

  /**
   * Whether an actor's own server says that it is no more; then its profile here is emptied.
   *
   * @throws RemoteFailure when that server cannot be asked now
   */
  async isGone(id: string): Promise<boolean> {
    try {
      const { json } = await this.documents.activityStreams(id);
      if (!isTombstone(json)) return false;
    } catch (error) {
      if (!(error instanceof RemoteFailure) || error.mayPass) throw error;
      if (error.kind !== 'gone') return false;
    }
    await this.db.query(`update ap_actor set gone_at = coalesce(gone_at, now()) where id = $1`, [id]);
    await this.db.query(`delete from ap_follower where follower = $1`, [id]);
    this.accountsOf.delete(id);
    await this.accounts.forgetRemote(id);
    return true;
  }

  /**
   * Remembers that an actor is another one now, if both say so.
   *
   * @throws RemoteFailure
   */
  async moved(from: string, to: string): Promise<boolean> {
    const [old, next] = [await this.refresh(from), await this.refresh(to)];
    const names = (document: unknown, word: 'movedTo' | 'alsoKnownAs') =>
      References.parse((document as Record<string, unknown>)[word] ?? null);
    const agree =
      names(old.document, 'movedTo').includes(to) && names(next.document, 'alsoKnownAs').includes(from);
    if (agree) await this.db.query(`update ap_actor set moved_to = $2 where id = $1`, [from, to]);
    return agree;
  }

  /**
   * The account that stands for an actor here.
   *
   * @returns the account's id
   * @throws RemoteFailure
   */
  async account(id: string): Promise<string> {
    const known = this.accountsOf.get(id);
    if (known && known.until > Date.now()) return known.accountId;
    const { actor } = await this.find(id);
    const accountId = await this.accounts.receiveRemote({
      uri: actor.id,
      url: linkOrNull(actor.url),
      handle: actor.handle.slice(0, 100),
      domain: new URL(actor.id).host,
      name: actor.name.slice(0, 100),
      bioHtml: sanitiseRemote(actor.summary),
      avatarUrl: await this.avatar(actor),
      indexable: actor.indexable,
    });
    if (this.accountsOf.size >= MOST_REMEMBERED) this.accountsOf.clear();
    this.accountsOf.set(id, { accountId, until: Date.now() + REMEMBERED_MS });
    return accountId;
  }

  /** Shown from here: no reader's browser asks another server. */
  private async avatar({ id, iconUrl }: WireActor): Promise<string | null> {
    const url = linkOrNull(iconUrl);
    return url && this.pictures.address({ url, shownBy: new URL(id).host, kind: 'avatar' });
  }
}

/** What a page may link to. */
function linkOrNull(address: string | null): string | null {
  return address !== null && /^https?:\/\//.test(address) && URL.canParse(address) ? address : null;
}
