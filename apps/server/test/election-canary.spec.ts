import { Writable } from 'node:stream';
import type { BallotManifest } from '@app/contract';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Peer } from '../../../libs/federation/src/testing/peer.ts';
import { until } from '../../../libs/federation/src/testing/until.ts';
import { electionAt, type ElectionHouse, electionHouse } from './election-house.ts';
import { Voter } from './voter.ts';

const VOTERS = 6;
const CANDIDATES = 2;
const STATEMENT = 'Canary statement that nobody was to read yet';
const BELOW = 'Canary reply below the election';
const TITLE = 'Canary election of the board';
const SAID_TO_ALL = 'This topic is for other servers';

/** What may hold what other servers get or got, and what is told to members away from the page. */
const OUTBOUND = [
  'ap_activity',
  'ap_object',
  'ap_delivery',
  'ap_destination',
  'ap_topic',
  'ap_like',
  'ap_key',
];
const TOLD = ['live_event', 'mail', 'notification_item'];

describe('of an election in a category that other servers follow', { timeout: 120_000 }, () => {
  const lines: string[] = [];
  let house: ElectionHouse;
  let peer: Peer;
  let voters: Voter[];
  let manifest: BallotManifest;
  let id: string;
  let group: string;
  let election: { uuid: string; posts: string[] };

  beforeAll(async () => {
    const sink = new Writable({
      write: (chunk, _, done) => {
        lines.push(String(chunk));
        done();
      },
    });
    const log = pino({ level: 'trace' }, sink);
    [house, peer] = await Promise.all([
      electionHouse('web,worker', log, { AP_ALLOW_PRIVATE: '1' }),
      Peer.start(),
    ]);
    await follow();
    voters = await Promise.all(
      Array.from({ length: VOTERS }, async (_, index) => {
        return new Voter(await house.member(`zcanary${index}`), house.server.url);
      }),
    );
    id = await house.openElection({ title: TITLE });
    await draft(STATEMENT);
    for (const { browser } of voters.slice(0, CANDIDATES))
      await browser.send('POST', `/api/v1/elections/${id}/candidacies`, { statement: 'I stand.' });
    await house.staff.send('POST', `/api/v1/topics/${id}/posts`, { raw: BELOW });
    await house.hourPasses(id);
    manifest = (await electionAt(house.staff, id)).manifest!;
    for (const voter of voters) {
      await voter.collect(manifest);
      await voter.cast(manifest, [1, 2]);
    }
    // What comes after it has left when this has arrived: jobs of one server go out in their order.
    await house.staff.send('POST', '/api/v1/topics', {
      category: 'board',
      title: SAID_TO_ALL,
      raw: 'Hello.',
    });
    await until('a topic for all', async () => peer.delivered.some(({ text }) => text.includes(SAID_TO_ALL)));
    election = await namesOf();
  }, 120_000);
  afterAll(async () => {
    await house.stop();
    await peer.stop();
  });

  async function follow(): Promise<void> {
    const bo = await peer.actor('bo');
    const [row] = await house.db
      .query<[{ uuid: string }]>(`update category set federated = true where slug = 'board' returning uuid`)
      .then(([rows]) => rows as unknown as [{ uuid: string }]);
    group = `http://localhost:3000/ap/actors/c-${row.uuid}`;
    await house.db.query(`insert into ap_actor (id, type, inbox, document) values ($1, 'Person', $2, '{}')`, [
      bo.id,
      bo.inbox,
    ]);
    await house.db.query(`insert into ap_follower (followed, follower, activity_id) values ($1, $2, $3)`, [
      group,
      bo.id,
      `${bo.id}#follow`,
    ]);
  }

  async function draft(raw: string): Promise<void> {
    const answer = await voters[0]!.browser.send('PUT', `/api/v1/drafts/reply:${id}`, { rev: 0, raw });
    expect(answer.status).toBe(200);
  }

  async function namesOf(): Promise<typeof election> {
    const [topic] = await house.db.query<[{ uuid: string }]>(`select uuid from topic where id = $1`, [id]);
    const posts = await house.db.query<{ uuid: string }[]>(`select uuid from post where topic_id = $1`, [id]);
    return { uuid: topic.uuid, posts: posts.map(({ uuid }) => uuid) };
  }

  /** All that a voter's device has to itself: seed, requests, credentials, ballots with their receipts. */
  function secrets(): string[] {
    const texts = voters.flatMap(({ passes }) =>
      [...passes.passes.values()].flatMap(({ seed, requests, credentials, receipts }) => [
        seed,
        ...requests.flatMap((one) => [one.prefix, one.blinded, one.inverse]),
        ...(credentials ?? []).flatMap((one) => [one.prefix, one.signature]),
        ...receipts.flatMap((one) => [one.code, one.envelope, one.signature, one.promise]),
      ]),
    );
    return [...new Set(texts)];
  }
  const marks = (): string[] => [...secrets(), STATEMENT, BELOW, TITLE, 'zcanary'];
  const found = (text: string, wanted: string[]): string[] => wanted.filter((mark) => text.includes(mark));

  async function rowsOf(tables: string[]): Promise<string> {
    const parts = await Promise.all(
      tables.map((table) => house.db.query<{ row: string }[]>(`select t::text as row from ${table} t`)),
    );
    return parts.flatMap((rows) => rows.map(({ row }) => row.replaceAll('""', '"'))).join('\n');
  }

  const get = async (path: string, accept: string): Promise<{ status: number; text: string }> => {
    const answer = await fetch(house.server.url + path, { headers: { accept }, redirect: 'manual' });
    return { status: answer.status, text: await answer.text() };
  };

  /** What other servers ask for. */
  async function served(): Promise<string> {
    const { pathname } = new URL(group);
    const paths = [
      pathname,
      ...['outbox', 'followers', 'following', 'featured', 'moderators'].map((part) => `${pathname}/${part}`),
      '/nodeinfo/2.1',
      '/actor',
      '/.well-known/webfinger?resource=acct:board@localhost:3000',
    ];
    const answers = await Promise.all(paths.map((path) => get(path, 'application/activity+json')));
    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 200));
    return answers.map(({ text }) => text).join('\n');
  }

  it('nothing leaves: no ballot, no voter, no receipt, no draft, and no word of it at all', async () => {
    expect(secrets().length).toBeGreaterThan(VOTERS * 8);
    const rows = await rowsOf(OUTBOUND);
    const arrived = peer.delivered.map(({ text }) => text).join('\n');
    // The same look finds what was meant for all.
    expect(found(rows, [SAID_TO_ALL])).toEqual([SAID_TO_ALL]);
    for (const text of [rows, arrived, await served()]) expect(found(text, marks())).toEqual([]);
  });

  it('nothing is served under the ids that its topic and posts would have', async () => {
    const ids = [`/ap/topics/${election.uuid}`, ...election.posts.map((uuid) => `/ap/posts/${uuid}`)];
    for (const path of ids) {
      const answer = await get(path, 'application/activity+json');
      expect(answer.status).toBe(404);
      expect(found(answer.text, marks())).toEqual([]);
    }
    const page = await get(`/t/${id}`, 'application/activity+json');
    expect(page.text).not.toContain('"attributedTo"');
  });

  it('neither logs, mails, notifications, live messages nor feeds hold what only its voters may know', async () => {
    const feeds = await Promise.all(['/latest.rss', '/c/board/feed.rss'].map((path) => get(path, '*/*')));
    expect(feeds.map(({ status }) => status)).toEqual([200, 200]);
    const hidden = [...secrets(), STATEMENT];
    expect(lines.length).toBeGreaterThan(0);
    expect(found(lines.join('\n'), hidden)).toEqual([]);
    expect(found(await rowsOf(TOLD), hidden)).toEqual([]);
    for (const { text } of feeds) expect(found(text, hidden)).toEqual([]);
  });

  it('nothing leaves after the count either', async () => {
    await house.hourPasses(id);
    await until('the result', async () => (await electionAt(house.staff, id)).phase === 'result');
    const title = `${SAID_TO_ALL}, once more`;
    await house.staff.send('POST', '/api/v1/topics', { category: 'board', title, raw: 'Hello again.' });
    await until('another topic', async () => peer.delivered.some(({ text }) => text.includes(title)));
    const arrived = peer.delivered.map(({ text }) => text).join('\n');
    for (const text of [await rowsOf(OUTBOUND), arrived, await served()])
      expect(found(text, marks())).toEqual([]);
  });
});
