import { CategoriesService } from '@app/forum';
import { type OutgoingAnswer, OutgoingClient } from '@app/platform';
import { parseActivity } from '../mapping/activity.ts';
import { parseActor } from '../mapping/actor.ts';
import { parseCollection } from '../mapping/collection.ts';
import { isTombstone, postDraft } from '../mapping/post-draft.ts';
import { readJson } from '../mapping/wire.ts';
import { HandleService } from '../inbox/handle.service.ts';
import { referenceText } from './reference.ts';
import { TestCommunity } from './test-community.ts';

/** Our Follow of NodeBB's category, as its Accept names it. */
const FOLLOW = 'https://forum.test/ap/activities/follow/17ac339f-1d63-4aa7-8be9-53bba54da262';

/** A server whose world outside is what recorded messages show of it. */
export class Playback {
  private readonly world = new Map<string, unknown>();

  private constructor(readonly us: TestCommunity) {}

  /** @param files all that is known from the beginning: people, categories, posts */
  static async start(files: readonly string[]): Promise<Playback> {
    const us = await TestCommunity.start({ ROLES: 'web' });
    const playback = new Playback(us);
    for (const file of files) playback.learn(readJson(referenceText(file)));
    us.get(OutgoingClient).send = ({ url }): Promise<OutgoingAnswer> => Promise.resolve(playback.answer(url));
    const reader = await us.member('reader');
    for (const [id, json] of playback.world) {
      const actor = parseActor(json);
      if (actor?.type === 'Group') await playback.follow(id, actor.handle, reader.accountId!);
    }
    return playback;
  }

  /** What becomes of one recorded file: of a message what its record says, of anything else what it is. */
  async outcome(file: string): Promise<string> {
    const text = referenceText(file);
    const json = readJson(text);
    const activity = parseActivity(json);
    if (!activity?.actor || activity.objects.length === 0) return kindOf(json);
    this.learn(json);
    const { origin } = new URL(activity.actor);
    // Some samples were made of each other and have one id; in life the second would be the same message again.
    const [kept] = await this.us.db.query<[{ id: string }]>(
      `insert into ap_inbox (origin, activity_id, actor, type, body)
       select $1, case when exists (select from ap_inbox where origin = $1 and activity_id = $2) then $6 else $2 end,
         $3, $4, $5 returning id`,
      [origin, activity.id ?? file, activity.actor, activity.type, text, file],
    );
    await this.us.get(HandleService).handle(origin);
    const [row] = await this.us.db.query<[{ state: string; reason: string | null }]>(
      `select state, reason from ap_inbox where id = $1`,
      [kept.id],
    );
    return `${row.state}${row.reason === null ? '' : `: ${row.reason}`}`;
  }

  private learn(json: unknown): void {
    if (typeof json !== 'object' || json === null) return;
    const { id, type, object } = json as { id?: string; type?: string; object?: unknown };
    const isThing = typeof postDraft(json) === 'object' || parseActor(json) !== null;
    if (id !== undefined && isThing) this.world.set(id, json);
    if (type === 'Delete') for (const gone of parseActivity(json)!.objectIds) this.world.delete(gone);
    this.learn(object);
  }

  private answer(url: string): OutgoingAnswer {
    const known = this.world.get(url);
    const person = {
      id: url,
      type: 'Person',
      preferredUsername: url.split('/').at(-1),
      inbox: `${url}/inbox`,
    };
    const json = known ?? (/\/(?:u|users|uid|author)\/|\/@|\/u-/.test(url) ? person : undefined);
    return {
      status: json === undefined ? 404 : 200,
      headers: { 'content-type': 'application/activity+json' },
      body: Buffer.from(JSON.stringify(json ?? {})),
    };
  }

  private async follow(group: string, slug: string, accountId: string): Promise<void> {
    const { host: domain } = new URL(group);
    const { categoryId } = await this.us.get(CategoriesService).receiveRemote({
      uri: group,
      url: null,
      slug: slug.toLowerCase(),
      domain,
      name: slug,
      description: '',
    });
    await this.us.db.query(
      `insert into ap_follow (category_id, actor, activity_id, state, requested_by_id)
       values ($1, $2, $3, 'accepted', $4)`,
      [categoryId, group, FOLLOW, accountId],
    );
  }
}

function kindOf(json: unknown): string {
  if (isTombstone(json)) return 'a stone where a post was';
  const draft = postDraft(json);
  if (typeof draft === 'object') {
    const kind = draft.inReplyTo === null ? 'a topic' : 'a reply';
    return draft.visibility === 'public' ? kind : `${kind}, ${draft.visibility}`;
  }
  const actor = parseActor(json);
  if (actor) return `an actor: ${actor.type}`;
  const { objectIds, first } = parseCollection(json);
  if (objectIds.length > 0) return `a list of ${objectIds.length}`;
  if (first !== null) return 'a list with pages';
  return 'no message';
}
