import { RemotePictures } from '@app/media';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HostsService } from '../hosts/hosts.service.ts';
import { InboxWorld } from '../testing/inbox-world.ts';
import { type Peer, type PeerActor, PUBLIC } from '../testing/peer.ts';
import type { TestCommunity } from '../testing/test-community.ts';
import { until } from '../testing/until.ts';

describe('a post of another server', () => {
  let world: InboxWorld;
  let us: TestCommunity;
  let them: Peer;
  let bo: PeerActor;
  let ours: Awaited<ReturnType<TestCommunity['topic']>>;

  beforeAll(async () => {
    world = await InboxWorld.start();
    ({ us, them } = world);
    ({ bo } = world.people);
    ours = await us.topic(world.people.ada);
  });
  afterAll(() => world.stop());

  let minute = 0;
  /** Later than everything before. */
  const soon = () => new Date(Date.now() + (minute += 1) * 1000).toISOString();
  const reply = async (more: object) => {
    const note = them.note(world.newPath(), bo, { inReplyTo: ours.id, ...more });
    const outcome = await world.send(world.activity('Create', note));
    return { id: String(note['id']), note, outcome };
  };

  it('shows its pictures, emoji, warning and what it quotes, and sends nobody elsewhere for them', async () => {
    const { id } = await reply({
      content: '<p>Look :blob: <img src="https://img.example/inline.png" alt="A map"> and :other:</p>',
      summary: 'Bicycles',
      sensitive: true,
      tag: [{ type: 'Emoji', name: ':blob:', icon: { type: 'Image', url: them.url('/emoji/blob.png') } }],
      attachment: [
        { type: 'Document', mediaType: 'image/png', url: them.url('/bike.png'), name: 'A "red" bicycle' },
        { type: 'Document', mediaType: 'application/pdf', url: them.url('/a.pdf'), name: 'Minutes' },
        ...Array.from({ length: 20 }, (_, n) => ({ type: 'Image', url: them.url(`/files/${n}.png`) })),
      ],
      quoteUrl: 'https://far.example/notes/9',
    });
    const { html } = (await world.postOf(id))!;
    expect(html).toMatch(
      /^<details><summary>Bicycles<\/summary><p>Look <img class="emoji" src="\/media\/remote\//,
    );
    expect(html).toContain('and :other:');
    expect(html).toContain('alt="A &quot;red&quot; bicycle"');
    expect(html).toContain('>Minutes</a>');
    expect(html.match(/\/960" alt/g)).toHaveLength(16);
    expect(html).not.toMatch(/src="(?!\/media\/remote\/)/);
    expect(html).toContain('href="https://far.example/notes/9"');
    const [row] = await us.db.query<[{ raw: string }]>(`select raw from post where uri = $1`, [id]);
    expect(row.raw).toContain('A "red" bicycle');
    const links = await until('the quote is a card', async () => {
      const found = await us.db.query<{ url: string }[]>(
        `select l.url from post_link l join post p on p.id = l.post_id where p.uri = $1`,
        [id],
      );
      return found.length > 0 && found;
    });
    expect(links).toEqual([{ url: 'https://far.example/notes/9' }]);
  });

  it('is folded where it is sensitive without saying why', async () => {
    const { id } = await reply({ content: '<p>Hm.</p>', sensitive: true });
    expect((await world.postOf(id))!.html).toBe(
      '<details class="sensitive"><summary></summary><p>Hm.</p></details>',
    );
  });

  it('is found by search as far as its author wants that, and not by search engines either', async () => {
    const found = async (word: string) => {
      const answer = await fetch(`${us.origin}/api/v1/search?q=${word}`);
      return ((await answer.json()) as { items: unknown[] }).items.length;
    };
    const window = async () => {
      const answer = await fetch(`${us.origin}/api/v1/topics/${ours.topicId}`);
      return ((await answer.json()) as { posts: { number: number; noindex?: true }[] }).posts;
    };
    const open = await reply({ content: '<p>Zucchini are ripe.</p>' });
    expect(await found('zucchini')).toBe(1);
    const shy = await reply({ content: '<p>Quinces are ripe.</p>', searchableBy: [bo.id] });
    expect(await found('quinces')).toBe(0);
    const willing = {
      ...shy.note,
      content: '<p>Quinces, anybody?</p>',
      searchableBy: [PUBLIC],
      updated: soon(),
    };
    await world.send(world.activity('Update', willing));
    expect(await found('quinces')).toBe(1);

    them.describe(bo, 'bo', 'Person', { indexable: false });
    await world.send(world.activity('Update', bo.id));
    expect(await found('zucchini')).toBe(0);
    const number = (await world.postOf(open.id))!.number;
    expect((await window()).find((post) => post.number === number)).toMatchObject({ noindex: true });
    expect((await window())[0]).not.toHaveProperty('noindex');
    them.describe(bo, 'bo');
    await world.send(world.activity('Update', bo.id));
    expect(await found('zucchini')).toBe(1);
  });

  it('keeps its author, its place and its visibility when it is edited, and the words it had', async () => {
    const { id, note } = await reply({ content: '<p>First.</p>' });
    const before = (await world.postOf(id))!;
    const other = await us.topic(world.people.ada, 'square', 'Another place');
    const changed = { content: '<p>Second.</p>', updated: soon() };
    await world.send(world.activity('Update', { ...note, ...changed, inReplyTo: other.id }));
    expect(await world.postOf(id)).toMatchObject({ html: '<p>Second.</p>', topicId: before.topicId });
    const stolen = { ...note, ...changed, attributedTo: them.url('/users/mallory'), updated: soon() };
    expect(await world.send(world.activity('Update', stolen))).toMatchObject({ state: 'ignored' });
    const hidden = { ...note, content: '<p>Third.</p>', to: [`${bo.id}/followers`], updated: soon() };
    expect(await world.send(world.activity('Update', hidden))).toMatchObject({ reason: 'not public' });
    expect(await world.postOf(id)).toMatchObject({ html: '<p>Second.</p>' });
    const texts = await us.db.query<{ raw: string }[]>(
      `select v.raw from post_revision v join post p on p.id = v.post_id where p.uri = $1`,
      [id],
    );
    expect(texts).toEqual([{ raw: 'First.' }]);
    // What was for few stays for few: it never was here, and an edit does not bring it.
    const closed = them.note(world.newPath(), bo, { inReplyTo: ours.id, to: [`${bo.id}/followers`] });
    expect(await world.send(world.activity('Create', closed))).toMatchObject({ reason: 'not public' });
    const [ada] = await us.db.query<[{ uuid: string }]>(`select uuid from account where handle = 'ada'`);
    const direct = them.note(world.newPath(), bo, {
      inReplyTo: ours.id,
      to: [`${us.origin}/ap/actors/u-${ada.uuid}`],
    });
    expect(await world.send(world.activity('Create', direct))).toMatchObject({ reason: 'not public' });
    expect(await world.postOf(direct['id'])).toBeUndefined();
  });

  it('is shown without its pictures while staff want none of its server', async () => {
    await us.get(HostsService).setRule((await us.member('sal', 'staff')).accountId!, {
      pattern: them.host,
      rule: 'media-off',
      note: '',
      days: 1,
    });
    const picture = { type: 'Image', url: them.url('/x.png'), name: 'A kettle' };
    const { id } = await reply({ content: '<p>See.</p>', attachment: [picture] });
    const { html } = (await world.postOf(id))!;
    expect(html).not.toContain('<img');
    expect(html).toContain('>A kettle</a>');
    const address = await us
      .get(RemotePictures)
      .address({ url: 'https://img.example/y.png', shownBy: them.host, kind: 'picture' });
    expect((await fetch(us.origin + address)).status).toBe(404);
  });
});
