import type { PostAddress, RemoteFollow, TopicList } from '@app/contract';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Community, eventually, type Member } from './community.ts';

const POSTS = 200;
const KILLS = 5;

/** What one server has: every post by its mark, with the mark of the post that it answers. */
type Tree = Record<string, string | null>;

// Three whole servers, and one thread that is written on all of them while its home is killed again and again.
describe('three communities', () => {
  let home: Community;
  let east: Community;
  let west: Community;
  const unanswered: (() => Promise<unknown>)[] = [];
  let writers: { community: Community; member: Member; topicId: string }[];

  beforeAll(async () => {
    [home, east, west] = await Promise.all([Community.found(), Community.found(), Community.found()]);
    await home.openCategory('agora', 'Agora');
    const address = `agora@${home.host}`;
    const [hilda, emil, wanda] = [
      await home.join('hilda'),
      await east.join('emil'),
      await west.join('wanda'),
    ];
    for (const [community, name] of [
      [home, 'hilda'],
      [east, 'emil'],
      [west, 'wanda'],
    ] as const)
      await community.trust(name);
    for (const member of [emil, wanda]) {
      await member.send('POST', '/remote-categories', { address });
      await eventually('the follow is accepted', async () =>
        (await member.get<RemoteFollow[]>('/remote-categories')).find(({ state }) => state === 'accepted'),
      );
    }
    const opening = { category: 'agora', title: 'One thread on three servers', raw: 'm0' };
    const { topicId } = (await hilda.send('POST', '/topics', opening)) as PostAddress;
    const copy = (member: Member) =>
      eventually('the topic is there', async () =>
        (await member.get<TopicList>(`/topics?category=${encodeURIComponent(address)}`)).items.find(
          ({ title }) => title === opening.title,
        ),
      );
    writers = [
      { community: home, member: hilda, topicId },
      { community: east, member: emil, topicId: (await copy(emil)).id },
      { community: west, member: wanda, topicId: (await copy(wanda)).id },
    ];
    // From now on it is the program itself, which can be killed.
    await home.stop();
    await home.startApart();
  });
  afterAll(async () => {
    await Promise.all([home.stop(), east.stop(), west.stop()]);
  });

  it(`show the same ${POSTS} posts in the same tree, though the home of the thread was killed ${KILLS} times`, async () => {
    const random = numbers(7);
    const span = Math.floor(POSTS / KILLS);
    let kills = 0;
    for (let mark = 1; mark < POSTS; mark += 1) {
      const dies = mark % span === 20;
      if (mark % span === 30) await home.startApart();
      const up = writers.filter(({ community }) => community.isUp);
      // Whoever is to be killed is killed while somebody writes there.
      const writer = dies ? writers[0]! : up[Math.floor(random() * up.length)]!;
      const known = Object.keys(await treeOf(writer.community));
      const replyTo = await numberOf(writer.community, known[Math.floor(random() * known.length)]!);
      const path = `/topics/${writer.topicId}/posts`;
      const key = crypto.randomUUID();
      const write = () =>
        writer.member.send('POST', path, { raw: `m${mark}`, replyTo }, { 'idempotency-key': key });
      if (!dies) await write();
      else {
        const [written] = await Promise.allSettled([write(), killSoon(home, random)]);
        kills += 1;
        // Whoever got no answer asks again; it is one post all the same.
        if (written.status === 'rejected') unanswered.push(write);
      }
      if (mark % span === 30) for (const again of unanswered.splice(0)) await again();
    }
    expect(kills).toBe(KILLS);

    const trees = await eventually('all posts everywhere', async () => {
      const all = await Promise.all([home, east, west].map(treeOf));
      return all.every((tree) => Object.keys(tree).length >= POSTS) && all;
    });
    expect(trees[1]).toEqual(trees[0]);
    expect(trees[2]).toEqual(trees[0]);
    expect(Object.keys(trees[0]!)).toHaveLength(POSTS);
  }, 240_000);
});

async function killSoon(community: Community, random: () => number): Promise<void> {
  await new Promise((moment) => setTimeout(moment, 40 * random()));
  await community.kill();
}

async function treeOf(community: Community): Promise<Tree> {
  const rows = await community.query<{ mark: string; parent: string | null }>(
    `select regexp_replace(p.html, '<[^>]*>|\\s', '', 'g') as mark,
       regexp_replace(q.html, '<[^>]*>|\\s', '', 'g') as parent
     from post p left join post q on q.topic_id = p.topic_id and q.number = coalesce(p.reply_to_number, 1) and p.number > 1
     where p.deleted_at is null and p.kind = 'post' order by p.id`,
  );
  return Object.fromEntries(rows.map(({ mark, parent }) => [mark, parent]));
}

async function numberOf(community: Community, mark: string): Promise<number> {
  const [row] = await community.query<{ number: number }>(
    `select number from post where regexp_replace(html, '<[^>]*>|\\s', '', 'g') = $1`,
    [mark],
  );
  return row!.number;
}

/** Chance that is the same in every run (mulberry32). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
