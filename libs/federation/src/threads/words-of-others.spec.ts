import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InboxWorld } from '../testing/inbox-world.ts';
import type { Peer, PeerActor } from '../testing/peer.ts';
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
});
