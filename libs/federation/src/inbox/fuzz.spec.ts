import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { OutgoingClient, RemoteFailure } from '@app/platform';
import { parseActivity, type WireActivity } from '../mapping/activity.ts';
import { parseActor } from '../mapping/actor.ts';
import { parseCollection } from '../mapping/collection.ts';
import { postDraft } from '../mapping/post-draft.ts';
import { readJson } from '../mapping/wire.ts';
import { mangled } from '../testing/mangled.ts';
import { post } from '../testing/peer.ts';
import { InboxWorld } from '../testing/inbox-world.ts';
import { missingReference } from '../testing/reference.ts';
import { recordedMessages, sampleMessages } from '../testing/sample-messages.ts';
import { InboxRouter } from './inbox-router.ts';
import { ReceiveService } from './receive.service.ts';

const BATCHES = 1000;
const A_BATCH = 100;
const AT_ONCE = 8;

/** So many of each batch are signed and sent over the wire too. */
const SENT = 1;

describe(`100,000 spoiled messages${missingReference && ', without the recorded ones'}`, () => {
  let world: InboxWorld;
  let samples: object[];
  let ids: string[];
  let inboxId: string;

  beforeAll(async () => {
    world = await InboxWorld.start();
    const { us, them, people } = world;
    const { id: here, topicId } = await us.topic(people.ada);
    const remoteGroup = them.url('/users/club');
    await them.actor('club', 'Group');
    const [topic] = await us.db.query<[{ uuid: string }]>(`select uuid from topic where id = $1`, [topicId]);
    const [category] = await us.db.query<[{ id: string }]>(
      `insert into category (slug, domain, name, uri) values ('club', 'them.example', 'Club', $1) returning id`,
      [remoteGroup],
    );
    await us.db.query(
      `insert into ap_follow (category_id, actor, activity_id, state, requested_by_id) values ($1, $2, $2 || '#f', 'accepted', $3)`,
      [category.id, remoteGroup, people.ada.accountId],
    );
    const topicUri = `${us.origin}/ap/topics/${topic.uuid}`;
    const about = {
      post: here,
      group: people.group,
      author: `${us.origin}/ap/actors/instance`,
      topic: topicUri,
    };
    const kinds = sampleMessages({ ...about, actor: people.bo.id, remoteGroup });
    samples = [...kinds, ...kinds, ...recordedMessages()];
    ids = [
      here,
      people.group,
      topicUri,
      people.bo.id,
      people.eve.id,
      remoteGroup,
      `${us.origin}/actor`,
      us.origin,
    ];
    [{ id: inboxId }] = await us.db.query<[{ id: string }]>(
      `insert into ap_inbox (origin, activity_id, actor, type, body, state) values ('', '', $1, 'Create', '{}', 'applied') returning id`,
      [people.bo.id],
    );
    // Nobody outside is asked: what is fetched is not there, or answers with a message.
    const { send } = us.get(OutgoingClient);
    us.get(OutgoingClient).send = (request) =>
      request.url.startsWith(them.url('/users/'))
        ? send.call(us.get(OutgoingClient), request)
        : Promise.reject(RemoteFailure.ofStatus(404, request.url));
  });
  afterAll(() => world.stop());

  const judged = async (message: object): Promise<void> => {
    const body = new TextEncoder().encode(JSON.stringify(message));
    const { us } = world;
    const { status } = await us.get(ReceiveService).receive({ path: '/ap/inbox', headers: {}, body });
    expect([202, 400, 401]).toContain(status);
    const json = readJson(new TextDecoder().decode(body));
    for (const read of [postDraft, parseActor, parseCollection]) read(json);
    const activity = parseActivity(json);
    if (activity?.actor && URL.canParse(activity.actor)) await routed(activity, activity.actor);
  };

  /** As if its signature had been right. What another server does not give is no fault of ours. */
  const routed = async (activity: WireActivity, actor: string): Promise<void> => {
    try {
      await world.us.get(InboxRouter).route({ inboxId, actor, activity });
    } catch (error) {
      if (!(error instanceof RemoteFailure)) throw error;
    }
  };

  const sent = async (message: object): Promise<void> => {
    const { us, people } = world;
    const answer = await post(us.inbox, { ...message, actor: people.bo.id }, { as: people.bo, again: false });
    expect([202, 400, 401, 429]).toContain(answer.status);
  };

  it('are each answered, and none breaks what reads it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(mangled(samples, ids), { minLength: A_BATCH, maxLength: A_BATCH }),
        async (batch) => {
          let next = 0;
          const worker = async (): Promise<void> => {
            for (let one = batch[next++]; one; one = batch[next++]) await judged(one);
          };
          await Promise.all([...Array.from({ length: AT_ONCE }, worker), ...batch.slice(0, SENT).map(sent)]);
        },
      ),
      { numRuns: BATCHES, endOnFailure: true },
    );
    const { us } = world;
    const failed = await us.db.query<unknown[]>(
      `select body, reason from ap_inbox where state = 'received' and attempts > 0`,
    );
    expect(failed).toEqual([]);
  }, 1_800_000);
});
