import { type Effects, effects } from './authority-effects.ts';
import type { Scene } from './authority-world.ts';
import { PUBLIC } from './peer.ts';

type Deed = (scene: Scene) => Promise<Effects>;

/** Each does what its row is called, and returns how things stood just before. */
export const DEEDS: Record<string, Deed> = {
  Create: async (scene) => {
    const id = scene.world.url(reply(scene));
    const said = { ...note(scene, id), content: '<p>said</p>' };
    const { relation, actor, subject } = scene;
    const object = relation === 'itself' ? actor : relation === 'group' ? subject : said;
    return doing(scene, 'Create', object);
  },
  Update: async (scene) => {
    if (scene.relation === 'itself') scene.world.authorIs('renamed');
    const updated = new Date().toISOString();
    const audience = isInGroup(scene) ? scene.world.group : scene.world.square;
    const article = scene.world.article(scene.path, 'served anew', audience, { updated });
    return doing(
      scene,
      'Update',
      scene.relation === 'itself' ? scene.actor : { ...article, content: '<p>said anew</p>' },
    );
  },
  Delete: (scene) => doing(scene, 'Delete', about(scene)),
  'Delete+gone': async (scene) => {
    if (scene.relation === 'itself') scene.world.authorIs(null);
    else scene.world.goes(scene.path);
    const before = await doing(scene, 'Delete', about(scene));
    return before;
  },
  Undo_Delete: async (scene) => {
    await scene.world.us.db.query(
      `update post set deleted_at = now(), deleted_by_id = author_id where uri = $1`,
      [scene.subject],
    );
    await forget(scene);
    return undoing(scene, 'Delete', about(scene));
  },
  'Undo_Delete+mod': async (scene) => {
    await scene.world.us.db.query(
      `update post set deleted_at = now(),
         deleted_by_id = (select id from account where handle = 'reader') where uri = $1`,
      [scene.subject],
    );
    await forget(scene);
    return undoing(scene, 'Delete', about(scene));
  },
  Announce: (scene) =>
    doing(scene, 'Announce', scene.relation === 'itself' ? scene.actor : scene.world.url(reply(scene))),
  Undo_Announce: (scene) => undoing(scene, 'Announce', about(scene)),
  Vote: (scene) => {
    const vote = {
      ...note(scene, scene.world.url(scene.world.newPath())),
      name: 'Friday',
      content: undefined,
    };
    return doing(scene, 'Create', scene.relation === 'itself' ? scene.actor : vote);
  },
  Follow: (scene) => doing(scene, 'Follow', followee(scene)),
  Undo_Follow: async (scene) => {
    await scene.world.us.db.query(
      `insert into ap_actor (id, type, inbox, document) values ($1, 'Person', $1, '{}') on conflict do nothing`,
      [scene.actor],
    );
    await scene.world.us.db.query(
      `insert into ap_follower (followed, follower, activity_id) values ($1, $2, $1 || $2) on conflict do nothing`,
      [scene.world.square, scene.actor],
    );
    return undoing(scene, 'Follow', followee(scene));
  },
  Accept: (scene) => answering(scene, 'Accept'),
  Reject: (scene) => answering(scene, 'Reject'),
  Lock: (scene) => doing(scene, 'Lock', about(scene)),
  Undo_Lock: async (scene) => {
    await scene.world.us.db.query(`update topic set state = 'closed' where id = $1`, [scene.topicId]);
    return undoing(scene, 'Lock', about(scene));
  },
  Add: (scene) => listing(scene, 'Add'),
  Remove: async (scene) => {
    await scene.world.us.db.query(`update topic set pinned_until = '2999-01-01' where id = $1`, [
      scene.topicId,
    ]);
    return listing(scene, 'Remove');
  },
  'Add+thread': async (scene) => threading(scene, 'Add', scene.world.url(reply(scene))),
  'Remove+thread': (scene) => threading(scene, 'Remove', about(scene)),
  Block: (scene) => doing(scene, 'Block', blocked(scene), { target: target(scene) }),
  Undo_Block: async (scene) => {
    const isInTheWay = scene.relation === 'itself';
    if (!isInTheWay)
      await scene.world.us.db.query(`insert into ap_block (group_actor, actor) values ($1, $2)`, [
        target(scene),
        blocked(scene),
      ]);
    return undoing(scene, 'Block', blocked(scene), { target: target(scene) });
  },
  Move: async (scene) => {
    if (scene.relation !== 'itself')
      return doing(scene, 'Move', about(scene), {
        origin: scene.world.group,
        target: scene.world.otherGroup,
      });
    scene.world.authorMoves(scene.world.newHome);
    return doing(scene, 'Move', scene.actor, { target: scene.world.newHome });
  },
  Flag: (scene) => doing(scene, 'Flag', about(scene), { content: 'spam' }),
  ...Object.fromEntries(
    ['Like', 'EmojiReact', 'Dislike'].flatMap((type): [string, Deed][] => [
      [type, (scene) => doing(scene, type, about(scene), { content: '🎉' })],
      [`Undo_${type}`, (scene) => uncounting(scene, type)],
    ]),
  ),
};

async function doing(scene: Scene, type: string, object: unknown, more: object = {}): Promise<Effects> {
  const before = await effects(scene);
  await scene.world.send(scene, type, object, more);
  return before;
}

async function undoing(scene: Scene, type: string, object: unknown, more: object = {}): Promise<Effects> {
  return doing(scene, 'Undo', scene.world.activity(scene.actor, type, object, more));
}

async function uncounting(scene: Scene, type: string): Promise<Effects> {
  const reportedBy = scene.relation.startsWith('relayed') ? scene.world.group : null;
  await scene.world.us.db.query(
    `insert into outside_reaction (post_id, actor, kind, reported_by)
     select id, $2, $3, $4 from post where uri = $1`,
    [scene.subject, scene.actor, type === 'Dislike' ? 'against' : 'celebrate', reportedBy],
  );
  return undoing(scene, type, about(scene), { content: '🎉' });
}

async function answering(scene: Scene, type: string): Promise<Effects> {
  await scene.world.us.db.query(`update ap_follow set state = 'pending'`);
  const isAsked = scene.relation === 'group';
  const asked = isAsked ? { ...scene, sender: scene.world.group, actor: scene.world.group } : scene;
  return doing(asked, type, scene.world.followOf(scene.world.group));
}

function listing(scene: Scene, type: string): Promise<Effects> {
  return doing(scene, type, about(scene), { target: `${scene.world.group}/featured` });
}

/** The thread goes by an id of the Group, as one of its own would. */
async function threading(scene: Scene, type: string, object: string): Promise<Effects> {
  const thread = `${scene.world.group}/threads/${scene.topicId}`;
  await scene.world.us.db.query(`update topic set uri = $2 where id = $1`, [scene.topicId, thread]);
  return doing(scene, type, object, { target: thread });
}

/** A reply that the author’s server has. */
function reply(scene: Scene): string {
  const path = scene.world.newPath();
  scene.world.article(path, 'served', '', note(scene, scene.world.url(path)));
  return path;
}

function note(scene: Scene, id: string) {
  const { origin } = new URL(scene.subject);
  const author = `${origin}/users/bo`;
  return {
    id,
    type: 'Note',
    attributedTo: author,
    inReplyTo: scene.subject,
    content: '<p>served</p>',
    to: [PUBLIC],
    audience: undefined,
    name: undefined,
  };
}

function about(scene: Scene): string {
  return scene.relation === 'itself' ? scene.actor : scene.subject;
}

function blocked(scene: Scene): string {
  return scene.relation === 'itself' ? scene.actor : `https://spam.example${scene.path}`;
}

function target(scene: Scene): string {
  return scene.relation === 'relayed-elsewhere' ? scene.world.square : scene.world.group;
}

function followee(scene: Scene): string {
  if (scene.relation === 'stranger' || scene.relation.startsWith('relayed')) return scene.world.square;
  return about(scene);
}

function isInGroup({ relation }: Scene): boolean {
  return ['group', 'relayed-author', 'relayed-moderator', 'relayed-other'].includes(relation);
}

async function forget(scene: Scene): Promise<void> {
  await scene.world.us.db.query(`update ap_object set state = 'gone' where id = $1`, [scene.subject]);
}
