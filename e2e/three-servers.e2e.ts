import type { PostAddress, RemoteFollow, TopicList } from '@app/contract';
import { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Community, eventually, type Member } from './community.ts';

const POSTS = 200;
const RESTARTS = 5;

/** What one server has: every post by its mark, with the mark of the post that it answers. */
type Tree = Record<string, string | null>;

// Three whole servers, and one thread that is written on all of them while one keeps falling over.
describe('three communities', () => {
  let home: Community;
  let east: Community;
  let west: Community;
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
  });
  afterAll(async () => {
    await Promise.all([home.stop(), east.stop(), west.stop()]);
  });

  it(`show the same ${POSTS} posts in the same tree, though one of them fell over ${RESTARTS} times`, async () => {
    const random = numbers(7);
    const isWritten = new Set<number>();
    let downs = 0;
    for (let mark = 1; mark < POSTS; mark += 1) {
      if (mark % Math.floor(POSTS / RESTARTS) === 20) await home.stop();
      if (mark % Math.floor(POSTS / RESTARTS) === 30) {
        await home.start();
        downs += 1;
      }
      const up = writers.filter(({ community }) => community.isUp);
      const { community, member, topicId } = up[Math.floor(random() * up.length)]!;
      const known = Object.keys(await treeOf(community));
      const parent = known[Math.floor(random() * known.length)]!;
      const replyTo = await numberOf(community, parent);
      await member.send('POST', `/topics/${topicId}/posts`, { raw: `m${mark}`, replyTo });
      isWritten.add(mark);
    }
    expect(downs).toBe(RESTARTS);
    expect(isWritten.size).toBe(POSTS - 1);

    const trees = await eventually('all posts everywhere', async () => {
      const all = await Promise.all([home, east, west].map(treeOf));
      return all.every((tree) => Object.keys(tree).length >= POSTS) && all;
    });
    expect(trees[1]).toEqual(trees[0]);
    expect(trees[2]).toEqual(trees[0]);
    expect(Object.keys(trees[0]!)).toHaveLength(POSTS);
  }, 180_000);
});

async function treeOf(community: Community): Promise<Tree> {
  const rows = await community.get(DataSource).query<{ mark: string; parent: string | null }[]>(
    `select regexp_replace(p.html, '<[^>]*>|\\s', '', 'g') as mark,
       regexp_replace(q.html, '<[^>]*>|\\s', '', 'g') as parent
     from post p left join post q on q.topic_id = p.topic_id and q.number = coalesce(p.reply_to_number, 1) and p.number > 1
     where p.deleted_at is null and p.kind = 'post' order by p.id`,
  );
  return Object.fromEntries(rows.map(({ mark, parent }) => [mark, parent]));
}

async function numberOf(community: Community, mark: string): Promise<number> {
  const [row] = await community
    .get(DataSource)
    .query<[{ number: number }]>(
      `select number from post where regexp_replace(html, '<[^>]*>|\\s', '', 'g') = $1`,
      [mark],
    );
  return row.number;
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
