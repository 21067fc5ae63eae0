import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Viewer } from '@app/identity';
import { freshDatabase } from '@app/platform/testing';
import { chanceOf } from './testing/chance.ts';
import { untilLooked } from './testing/dispatchers.ts';
import { startWeb, type Web } from './testing/live-world.ts';
import { Reader } from './testing/reader.ts';
import { until } from './testing/until.ts';
import { Wire } from './testing/wire.ts';

const READERS = 20;
const POSTS = 500;
const WRITERS = 5;

describe('the readers of a topic', () => {
  let databaseUrl: string;
  let web: Web;
  let ada: Viewer;

  beforeAll(async () => {
    databaseUrl = await freshDatabase();
    web = await startWeb(databaseUrl);
    ada = await web.newMember('ada');
    await web.newCategory('agora');
  });
  afterAll(() => web.server.stop());

  it('all end with the list that the database has, however often their connections break', async () => {
    const chance = chanceOf(20_261_122);
    const pick = <Item>(items: readonly Item[]) => items[Math.floor(chance() * items.length)]!;
    const topic = await web.newTopic('agora', ada);
    const wires = await Promise.all(Array.from({ length: READERS }, () => Wire.to(web.port)));
    const readers = wires.map(({ url }) => new Reader({ socketUrl: url }));
    await Promise.all(readers.map((reader) => reader.open(() => web.readTopic(topic))));

    const unplugged = new Set<Wire>();
    const disturb = () => {
      const place = 1 + Math.floor(chance() * (READERS - 1));
      const wire = wires[place]!;
      const kind = chance();
      if (unplugged.delete(wire)) wire.plug();
      else if (kind < 0.4) wire.interrupt();
      else if (kind < 0.7) unplugged.add(wire).forEach((each) => each.unplug());
      else if (kind < 0.85) readers[place]!.connection.sleep();
      else readers[place]!.connection.wake();
    };
    let begun = 1;
    const edits = new Map<string, number>();
    const writeOn = async () => {
      while (begun < POSTS) {
        begun += 1;
        if (begun === 50) wires[0]!.unplug();
        if (begun === 400) wires[0]!.plug();
        if (chance() < 0.4) disturb();
        const { postId } = await web.posts.write(ada, topic, { raw: `Say ${begun}` });
        edits.set(postId, 0);
        if (chance() < 0.15 && edits.size > 0) {
          const edited = pick([...edits.keys()]);
          const version = (edits.get(edited) ?? 0) + 1;
          // Nobody else takes a post that is being edited: whose edit came second would be refused.
          edits.delete(edited);
          await web.posts.edit(ada, edited, version, { raw: `Or rather ${version}` });
          edits.set(edited, version);
        }
        if (chance() < 0.1 && edits.size > 0) {
          const deleted = pick([...edits.keys()]);
          edits.delete(deleted);
          await web.posts.delete(ada, deleted);
        }
      }
    };
    await Promise.all(Array.from({ length: WRITERS }, writeOn));
    for (const wire of wires) wire.plug();
    for (const reader of readers) reader.connection.wake();

    const { posts } = await web.readTopic(topic);
    expect(posts.map(({ number }) => number)).toEqual(Array.from({ length: POSTS }, (_, place) => place + 1));
    for (const reader of readers) {
      await until('a reader has what the database has', () => isDeepStrictEqual(reader.posts, posts));
      // Dense and rising: nothing was passed on twice, nothing was left out.
      expect(reader.seen).toEqual(reader.seen.map((_, place) => reader.openedAt + place + 1));
    }
    // The first was away for longer than the log is replayed.
    expect(readers[0]?.resyncs).toBe(1);
    for (const closing of [...readers, ...wires]) closing.close();
  }, 300_000);

  it('see what was written first and committed last', async () => {
    const slow = await web.newTopic('agora', ada, 'The slow one');
    const quick = await web.newTopic('agora', ada, 'The quick one');
    const [slowReader, quickReader] = [
      new Reader({ socketUrl: web.url }),
      new Reader({ socketUrl: web.url }),
    ];
    await slowReader.open(() => web.readTopic(slow));
    await quickReader.open(() => web.readTopic(quick));

    await web.db.transaction(async (tx) => {
      await web.posts.writeSystem(tx, slow, { authorId: ada.accountId!, raw: 'Written first' });
      await web.posts.write(ada, quick, { raw: 'Written second, committed first' });
      await untilLooked(web);
    });
    await web.posts.write(ada, slow, { raw: 'Written third' });

    await until('the slow topic is whole', () => slowReader.posts.length === 3);
    await until('the quick topic is whole', () => quickReader.posts.length === 2);
    expect(slowReader.posts).toEqual((await web.readTopic(slow)).posts);
    expect(quickReader.posts).toEqual((await web.readTopic(quick)).posts);
    for (const reader of [slowReader, quickReader]) reader.close();
  });

  it('miss nothing when they come while somebody writes', async () => {
    const topic = await web.newTopic('agora', ada, 'Coming and going');
    const readers: Reader[] = [];
    for (let number = 2; number <= 11; number += 1) {
      let isWriting = true;
      const writing = web.posts.write(ada, topic, { raw: `Post ${number}` }).then(async () => {
        await until('it is in the log', async () => (await web.head(`t:${topic}`)) === number);
        isWriting = false;
      });
      // Each comes by a way of its own: through the replay, or live, or both.
      while (isWriting) {
        const reader = new Reader({ socketUrl: web.url });
        readers.push(reader);
        await reader.open(async () => ({ topicId: topic, head: number - 1, posts: [] }));
        await until('it has joined', () => reader.connection.connected);
      }
      await writing;
      for (const reader of readers) {
        await until('it has the post', () => reader.posts.some((post) => post.number === number));
        expect(reader.seen).toEqual(reader.seen.map((_, place) => reader.openedAt + place + 1));
      }
    }
    for (const reader of readers) reader.close();
  });

  it('get everything over HTTP while no socket can be had', async () => {
    const topic = await web.newTopic('agora', ada, 'Behind a wall');
    const nowhere = await Wire.to(web.port);
    nowhere.unplug();
    const reader = new Reader({ socketUrl: nowhere.url, pollUrl: web.url });
    await reader.open(() => web.readTopic(topic));
    for (const raw of ['one', 'two', 'three']) await web.posts.write(ada, topic, { raw });
    await until('4 posts are there', () => reader.posts.length === 4);

    nowhere.plug();
    await until('the socket is there', () => reader.connection.connected);
    await web.posts.write(ada, topic, { raw: 'four' });
    await until('5 posts are there', () => reader.posts.length === 5);
    expect(reader.posts).toEqual((await web.readTopic(topic)).posts);
    for (const closing of [reader, nowhere]) closing.close();
  });

  it('come back to a server that was stopped and started, and catch up', async () => {
    const first = await startWeb(databaseUrl);
    const { port } = first;
    const topic = await web.newTopic('agora', ada, 'Over the restart');
    const reader = new Reader({ socketUrl: first.url });
    await reader.open(() => web.readTopic(topic));
    await until('the socket is there', () => reader.connection.connected);

    await first.server.stop();
    await until('the socket is gone', () => !reader.connection.connected);
    await web.posts.write(ada, topic, { raw: 'While it was away' });
    await until('the log has it', async () => (await web.head(`t:${topic}`)) === 2);

    const second = await startWeb(databaseUrl, { PORT: String(port) });
    await until('2 posts are there', () => reader.posts.length === 2);
    expect(reader.posts).toEqual((await web.readTopic(topic)).posts);
    reader.close();
    await second.server.stop();
  });
});
