import { PollsService, PollsView } from '@app/forum';
import type { Viewer } from '@app/identity';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { InboxWorld } from '../testing/inbox-world.ts';
import { Peer, type PeerActor } from '../testing/peer.ts';
import type { TestCommunity } from '../testing/test-community.ts';
import { until } from '../testing/until.ts';

const ACCEPT = { accept: 'application/activity+json' };

describe('a poll across servers', () => {
  let world: InboxWorld;
  let us: TestCommunity;
  let them: Peer;
  let others: Peer;
  let bo: PeerActor;
  let eve: PeerActor;
  let ada: Viewer;
  let group: string;

  beforeAll(async () => {
    world = await InboxWorld.start();
    ({ us, them, others } = world);
    ({ bo, eve, ada, group } = world.people);
    await world.send(world.activity('Follow', group));
    await until('the Accept', async () => them.delivered.find(({ json }) => json.type === 'Accept'));
  });
  afterAll(() => world.stop());
  beforeEach(() => {
    them.delivered.length = 0;
  });

  const days = 'Which day?\n- Monday\n- Friday';
  const ask = (terms: string, inMs = 3_600_000, title = 'A day for sweeping') =>
    us.topic(
      ada,
      'square',
      title,
      `Tell.\n\n\`\`\`poll ${terms} closes=${new Date(Date.now() + inMs).toISOString()}\n${days}\n\`\`\``,
    );
  /** What was told of an object by Creates or Updates, oldest first. */
  const told = (type: string, id: string) =>
    them.delivered
      .map(({ json }) => json.object as { type?: string; object?: { id?: string } & Record<string, unknown> })
      .filter((inner) => inner?.type === type && inner.object?.id === id)
      .map(({ object }) => object!);
  const served = async (id: string) =>
    (await (await fetch(id, { headers: ACCEPT })).json()) as Record<string, unknown>;
  const vote = (poll: string, name: string, as = bo, more: object = {}) => {
    const at = as === eve ? others : them;
    const path = world.newPath();
    const note = { id: at.url(path), type: 'Note', attributedTo: as.id, inReplyTo: poll, name };
    const id = at.url(`/activities${path}`);
    return world.send(world.activity('Create', { ...note, ...more }, { actor: as.id, id }), as);
  };
  const see = (postId: string) => us.get(PollsView).get(ada, postId);

  describe('of ours', () => {
    it('is a Question once its author makes it public, and an Article otherwise', async () => {
      const open = await ask('public');
      const closed = await ask('', 3_600_000, 'Between members');
      const [question] = await until('the Create', async () => {
        const found = told('Create', open.id);
        return found.length > 0 && found;
      });
      expect(question).toMatchObject({
        type: 'Question',
        name: 'A day for sweeping',
        oneOf: [
          { type: 'Note', name: 'Monday', replies: { type: 'Collection', totalItems: 0 } },
          { type: 'Note', name: 'Friday', replies: { type: 'Collection', totalItems: 0 } },
        ],
        votersCount: 0,
        endTime: expect.stringMatching(/Z$/),
      });
      expect(await served(open.id)).toEqual(question);
      await us.wasTold(closed.id);
      const article = await served(closed.id);
      expect(article).toMatchObject({ type: 'Article' });
      expect(JSON.stringify(article)).not.toContain('oneOf');
      expect(await vote(closed.id, 'Monday')).toEqual({ state: 'ignored', reason: 'no public poll' });
    });

    it('asks for any number, and tells no count before the end where results are hidden', async () => {
      const topic = await ask('public multiple hidden');
      await us.wasTold(topic.id);
      const question = await served(topic.id);
      expect(question).toMatchObject({ anyOf: [{ type: 'Note', name: 'Monday' }, { name: 'Friday' }] });
      expect(question).not.toHaveProperty('votersCount');
      expect(JSON.stringify(question)).not.toContain('totalItems');
    });

    it('counts one answer of each person elsewhere, apart from members, and shows it to nobody as a post', async () => {
      const topic = await ask('public');
      await us.wasTold(topic.id);
      expect(await vote(topic.id, 'Friday')).toMatchObject({ state: 'applied' });
      expect(await vote(topic.id, 'Friday')).toMatchObject({ reason: 'counted already' });
      expect(await vote(topic.id, 'Monday')).toMatchObject({ reason: 'counted already' });
      expect(await vote(topic.id, 'friday', eve)).toMatchObject({ reason: 'no option of the poll' });
      expect(await vote(topic.id, 'Monday', eve)).toMatchObject({ state: 'applied' });
      await us.get(PollsService).vote(ada, topic.postId, { choices: [2] });
      expect(await see(topic.postId)).toMatchObject({
        voters: 1,
        outsideVoters: 2,
        result: {
          votes: [
            { number: 1, votes: 0, outside: 1 },
            { number: 2, votes: 1, outside: 1 },
          ],
        },
      });
      const posts = await us.db.query<unknown[]>(`select from post where topic_id = $1`, [topic.topicId]);
      expect(posts).toHaveLength(1);
      // Nothing was said about it: what was announced is the topic alone.
      const announced = await us.db.query<{ kind: string }[]>(
        `select kind from ap_activity where post_id = $1 order by seq`,
        [topic.postId],
      );
      expect(announced.map(({ kind }) => kind)).toEqual(['Create', 'AnnounceCreate', 'AnnounceObject']);
    });

    it('counts every option once where several may be chosen', async () => {
      const topic = await ask('public multiple');
      await us.wasTold(topic.id);
      for (const option of ['Monday', 'Friday', 'Friday']) await vote(topic.id, option);
      await us.get(PollsService).vote(ada, topic.postId, { choices: [2] });
      const { outsideVoters, result } = await see(topic.postId);
      expect([outsideVoters, result?.votes.map(({ outside }) => outside)]).toEqual([1, [1, 1]]);
    });

    it('takes no answer that somebody else brings, and none after the end', async () => {
      const topic = await ask('public');
      await us.wasTold(topic.id);
      const forBo = { id: others.url(world.newPath()), attributedTo: bo.id };
      expect(await vote(topic.id, 'Monday', eve, forBo)).toMatchObject({ state: 'ignored' });
      const note = { id: them.url(world.newPath()), type: 'Note', attributedTo: bo.id, inReplyTo: topic.id };
      const inner = world.activity('Create', { ...note, name: 'Monday' });
      const relay = await others.actor('relay', 'Group');
      await us.db.query(
        `with place as (
           insert into category (slug, name, uri, domain, federated) values ('relay', 'Relay', $1, $2, false)
           returning id)
         insert into ap_follow (category_id, actor, activity_id, state, requested_by_id)
         select id, $1, $3, 'accepted', $4 from place`,
        [relay.id, others.host, `${us.origin}/ap/activities/follow-relay`, ada.accountId],
      );
      const relayed = { id: others.url('/activities/relayed-vote'), actor: relay.id };
      expect(await world.send(world.activity('Announce', inner, relayed), relay)).toMatchObject({
        state: 'ignored',
      });
      await us.db.query(`update poll set closes_at = now() where post_id = $1`, [topic.postId]);
      expect(await vote(topic.id, 'Monday')).toMatchObject({ reason: 'the poll is closed' });
      expect((await see(topic.postId)).outsideVoters).toBe(0);
    });

    it('tells how it stands five minutes after the last word at the earliest', async () => {
      const topic = await ask('public');
      await us.wasTold(topic.id);
      await vote(topic.id, 'Monday');
      const due = () =>
        us.db.query<{ minutes: number }[]>(
          `select round(extract(epoch from run_at - now()) / 60)::int as minutes
           from graphile_worker.jobs where key = 'federation:tell-again:' || $1 || ':vote'`,
          [topic.postId],
        );
      const [first] = await until('the order', async () => {
        const rows = await due();
        return rows.length > 0 && rows;
      });
      expect(first?.minutes).toBe(5);
      await us.db.query(`update ap_object set changed_at = now() - interval '5 minutes' where id = $1`, [
        topic.id,
      ]);
      await vote(topic.id, 'Friday', eve);
      const [update] = await until('the Update', async () => {
        const found = told('Update', topic.id);
        return found.length > 0 && found;
      });
      expect(update).toMatchObject({
        type: 'Question',
        votersCount: 2,
        oneOf: [{ replies: { totalItems: 1 } }, { replies: { totalItems: 1 } }],
      });
      expect(update).not.toHaveProperty('updated');
      expect(told('Update', topic.id)).toHaveLength(1);
    });

    it('tells how it ended, once', async () => {
      const topic = await ask('public hidden', 4000);
      await us.wasTold(topic.id);
      await vote(topic.id, 'Monday');
      const [last] = await until('the last Update', async () => {
        const found = told('Update', topic.id);
        return found.length > 0 && found;
      });
      expect(last).toMatchObject({
        votersCount: 1,
        closed: expect.any(String),
        oneOf: [{ replies: { totalItems: 1 } }, { replies: { totalItems: 0 } }],
      });
      const waiting = await us.db.query<unknown[]>(
        `select from graphile_worker.jobs where key like 'federation:tell-again:' || $1 || '%' and locked_at is null`,
        [topic.postId],
      );
      expect(waiting).toEqual([]);
    });
  });

  describe('of another server', () => {
    const asked = (path: string, votes: number[], more: object = {}) =>
      them.note(path, bo, {
        type: 'Question',
        audience: group,
        content: '<p>Which broom?</p>',
        anyOf: ['Birch', 'Straw'].map((name, index) => ({
          type: 'Note',
          name,
          replies: { type: 'Collection', totalItems: votes[index] },
        })),
        votersCount: votes[0],
        endTime: new Date(Date.now() + 3_600_000).toISOString(),
        ...more,
      });
    const arrived = async (question: Record<string, unknown>) => {
      expect(await world.send(world.activity('Create', question))).toMatchObject({ state: 'applied' });
      const [{ id }] = await us.db.query<[{ id: string }]>(`select id from post where uri = $1`, [
        question['id'],
      ]);
      return id;
    };

    it('is shown with what that server counts, and as that counts later', async () => {
      const path = world.newPath();
      const question = asked(path, [3, 1]);
      const postId = await arrived(question);
      expect(await see(postId)).toMatchObject({
        kind: 'multiple',
        question: 'Which broom?',
        home: them.host,
        voters: 0,
        outsideVoters: 3,
        result: { votes: [{ outside: 3 }, { outside: 1 }] },
        viewer: { mayVote: true },
      });
      await world.send(world.activity('Update', asked(path, [5, 2], { published: question['published'] })));
      expect(await see(postId)).toMatchObject({
        outsideVoters: 5,
        result: { votes: [{ outside: 5 }, { outside: 2 }] },
      });
    });

    it('is answered to its author alone, once for each choice, and once and for all', async () => {
      const question = asked(world.newPath(), [1, 1]);
      const postId = await arrived(question);
      const polls = us.get(PollsService);
      await polls.vote(ada, postId, { choices: [2, 1] });
      const answers = await until('two answers', async () => {
        const found = them.delivered
          .map(({ json }) => json)
          .filter(({ object }) => (object as { inReplyTo?: string })?.inReplyTo === question['id']);
        return found.length === 2 && found;
      });
      const actor = answers[0]!['actor'];
      expect(answers.map(({ object }) => (object as { name: string }).name).toSorted()).toEqual([
        'Birch',
        'Straw',
      ]);
      for (const answer of answers) {
        expect(answer).toMatchObject({ type: 'Create', actor, to: [bo.id] });
        expect(answer).not.toHaveProperty('cc');
        expect(answer.object).toEqual({
          id: `${answer.id}#vote`,
          type: 'Note',
          attributedTo: actor,
          to: [bo.id],
          inReplyTo: question['id'],
          name: expect.any(String),
        });
        expect((await fetch(answer.id, { headers: ACCEPT })).status).toBe(404);
      }
      await expect(polls.vote(ada, postId, { choices: [1] })).rejects.toMatchObject({
        code: 'already-voted',
      });
      await expect(us.get(PollsView).voters(ada, postId)).rejects.toMatchObject({ code: 'not-found' });
      expect(await see(postId)).toMatchObject({
        viewer: { hasVoted: true, choices: [1, 2], mayVote: false },
      });
    });

    it('is its words alone where it cannot be answered from here', async () => {
      const endless = Array.from({ length: 21 }, (_, n) => ({ type: 'Note', name: `Option ${n}` }));
      const postId = await arrived(asked(world.newPath(), [0, 0], { anyOf: endless }));
      await expect(see(postId)).rejects.toMatchObject({ code: 'not-found' });
    });
  });
});
