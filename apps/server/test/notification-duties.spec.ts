import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NotificationKind, PostAddress, Waiting } from '@app/contract';
import { ElectionClock } from '@app/governance';
import { Jobs } from '@app/platform';
import { type Person, toldHouse, type ToldHouse } from './told-house.ts';

const HOUR_MS = 3_600_000;
let house: ToldHouse;
let staff: Person;
let ana: Person;
let bo: Person;

beforeAll(async () => {
  house = await toldHouse();
  staff = await house.member('stina', 'staff');
  ana = await house.member('ana');
  bo = await house.member('bo');
});
afterAll(() => house.server.stop());

const kindsOf = async (person: Person, topicId: string): Promise<NotificationKind[]> => {
  await house.settled();
  return (await person.told()).filter(({ topic }) => topic.id === topicId).map(({ kind }) => kind);
};
const waitingFor = (person: Person) => person.json<Waiting>('GET', '/waiting');

describe('an election', () => {
  it('tells everyone on its roll what it asks of them, until their ballot is collected', async () => {
    const now = Date.now();
    const terms = {
      category: 'square',
      title: 'Election of the board',
      raw: 'Two seats.',
      seats: 1,
      electorate: 'members',
      nominationsCloseAt: new Date(now + HOUR_MS).toISOString(),
      votingClosesAt: new Date(now + 48 * HOUR_MS).toISOString(),
    };
    const { topicId } = await staff.json<PostAddress>('POST', '/elections', terms);
    expect(await kindsOf(ana, topicId)).toEqual(['election-opened']);
    expect(await ana.badge()).toMatchObject({ needing: 0, rest: true });
    await bo.json('POST', `/elections/${topicId}/candidacies`, { statement: 'I would.' });

    house.server.app.get(ElectionClock).shift(HOUR_MS);
    await house.server.app.get(Jobs).taskList['election:open-voting']!(
      { electionId: topicId },
      undefined as never,
    );
    expect(await kindsOf(ana, topicId)).toEqual(['election-voting', 'election-opened']);
    expect(await ana.badge()).toMatchObject({ needing: 1 });
    expect((await waitingFor(ana)).duties).toMatchObject([
      {
        kind: 'ballot',
        title: 'Election of the board',
        topic: { id: topicId },
        closesAt: terms.votingClosesAt,
      },
    ]);

    // As collecting a ballot does.
    await house.db.query(
      `update roll_entry set blinded_hash = '\\x01', blind_signature = '\\x02' where election_id = $1 and account_id = $2`,
      [topicId, ana.accountId],
    );
    expect(await ana.badge()).toMatchObject({ needing: 0 });
    expect((await waitingFor(ana)).duties).toEqual([]);
    expect((await waitingFor(bo)).duties).toHaveLength(1);

    await house.hurry('notifications:remind-voters');
    expect(await kindsOf(ana, topicId)).not.toContain('election-closing');
    expect(await kindsOf(bo, topicId)).toContain('election-closing');
  });
});

describe('a proposal', () => {
  it('asks those on its roll until they have voted, and tells them how it ended', async () => {
    const { topicId } = await staff.open('Bicycle room', 'Shall we?');
    const proposal = await staff.json<{ id: string }>('POST', `/topics/${topicId}/proposals`, {
      title: 'A second bicycle room',
      raw: 'We turn the old laundry into a bicycle room.',
      electorate: 'members',
      quorum: 0,
      threshold: 'majority',
      blocking: false,
      results: 'after-close',
      closesAt: new Date(Date.now() + 3 * 24 * HOUR_MS).toISOString(),
    });
    expect(await kindsOf(ana, topicId)).toEqual(['proposal-opened']);
    const asked = (await waitingFor(ana)).duties.filter(({ topic }) => topic.id === topicId);
    expect(asked).toMatchObject([{ kind: 'proposal', title: 'A second bicycle room' }]);
    const before = (await ana.badge()).needing;

    await house.db.query(
      `update proposal_voter set choice = 'agree', version = 1, voted_at = now() where proposal_id = $1 and account_id = $2`,
      [proposal.id, ana.accountId],
    );
    expect((await ana.badge()).needing).toBe(before - 1);
    expect((await waitingFor(ana)).duties.filter(({ topic }) => topic.id === topicId)).toEqual([]);
    expect((await waitingFor(bo)).duties.filter(({ topic }) => topic.id === topicId)).toHaveLength(1);
  });
});

describe('a decision', () => {
  it('reminds once whoever sees to it, on the day on which it is to be looked at again', async () => {
    const gry = await house.member('gry');
    const { topicId } = await staff.open('The laundry', 'Shall we?');
    const { id } = await staff.json<{ id: string }>('POST', `/topics/${topicId}/proposals`, {
      title: 'Quiet after ten',
      raw: 'Nobody washes after ten.',
      electorate: 'members',
      quorum: 0,
      threshold: 'majority',
      blocking: false,
      results: 'after-close',
      closesAt: new Date(Date.now() + 3 * 24 * HOUR_MS).toISOString(),
    });
    await house.settled();
    const today = new Date().toISOString().slice(0, 10);
    await staff.json('POST', `/proposals/${id}/outcome`, {
      outcome: 'withdrawn',
      text: 'We try it first.',
      owner: 'gry',
      reviewOn: today,
    });
    // Whoever mutes the topic still sees to what was decided in it.
    await gry.json('PUT', `/topics/${topicId}/level`, { level: 'mute' });
    const night = () =>
      house.server.app.get(Jobs).taskList['notifications:decision-reviews']!({}, undefined as never);
    await night();
    expect(await kindsOf(gry, topicId)).toContain('decision-review');
    expect(await kindsOf(ana, topicId)).not.toContain('decision-review');
    const { news } = await waitingFor(gry);
    expect(news).toMatchObject([{ kind: 'decision-review', topic: { id: topicId } }]);
    const reminders = async () =>
      (await gry.told()).filter(({ kind }) => kind === 'decision-review').map(({ read }) => read);
    await gry.json('POST', '/notifications/read', { ids: news.map((one) => one.id) });
    await night();
    await house.settled();
    expect(await reminders()).toEqual([true]);
  });
});

describe('somebody who follows a topic', () => {
  it('is told of its posts; who mutes it or blocks the author is told of nothing', async () => {
    const cy = await house.member('cy');
    const dora = await house.member('dora');
    const elin = await house.member('elin');
    const { topicId } = await ana.open('The garden', 'Tulips?');
    await house.settled();
    await cy.json('PUT', `/topics/${topicId}/level`, { level: 'follow' });
    await dora.json('PUT', `/topics/${topicId}/level`, { level: 'mute' });
    await elin.json('PUT', '/accounts/bo/relation', { kind: 'block' });
    await bo.reply(topicId, 'Roses, @dora and @elin!');
    expect(await kindsOf(cy, topicId)).toEqual(['followed-post']);
    expect(await cy.badge()).toMatchObject({ needing: 0, rest: true });
    expect(await kindsOf(dora, topicId)).toEqual([]);
    expect(await kindsOf(elin, topicId)).toEqual([]);
    expect(await kindsOf(ana, topicId)).toEqual(['followed-post']);
  });
});

describe('a bookmark', () => {
  it('reminds its owner of what they have read before', async () => {
    const frej = await house.member('frej');
    const { topicId, postId } = await ana.open('The dentist', 'On Friday.');
    await frej.read(topicId, 1);
    await frej.json('PUT', `/posts/${postId}/bookmark`, {
      note: '',
      remindAt: new Date(Date.now() + HOUR_MS).toISOString(),
    });
    await house.db.query(`update bookmark set remind_at = now() - interval '1 minute'`);
    await house.hurry('bookmark:remind');
    expect(await kindsOf(frej, topicId)).toEqual(['bookmark']);
    expect(await frej.badge()).toMatchObject({ needing: 1 });
  });
});
