import { parseActivity } from '../mapping/activity.ts';
import { PUBLIC, readJson } from '../mapping/wire.ts';
import { referenceFiles, referenceText } from './reference.ts';

interface Here {
  /** A post of ours, the category that it stands in, its author, its thread. */
  post: string;
  group: string;
  author: string;
  topic: string;
  /** An actor elsewhere, and one of a category there that is followed. */
  actor: string;
  remoteGroup: string;
}

/** One of each kind of message that means something here, as a well-behaved server would send it. */
export function sampleMessages({ post, group, author, topic, actor, remoteGroup }: Here): object[] {
  const { origin } = new URL(actor);
  let count = 0;
  const id = () => `${origin}/things/${(count += 1)}`;
  const by = (who: string, type: string, object: unknown, more: object = {}) => ({
    '@context': 'https://www.w3.org/ns/activitystreams',
    id: id(),
    type,
    actor: who,
    to: [group, PUBLIC],
    cc: [`${who}/followers`],
    object,
    ...more,
  });
  const note = (more: object = {}) => ({
    id: id(),
    type: 'Note',
    attributedTo: actor,
    to: [PUBLIC, group],
    cc: [],
    inReplyTo: post,
    content: '<p>Yes, <b>so</b> it is.</p>',
    published: '2026-11-22T18:00:00Z',
    context: topic,
    audience: group,
    tag: [
      {
        type: 'Mention',
        href: author,
        name: '@ada',
      },
    ],
    attachment: [
      {
        type: 'Image',
        mediaType: 'image/png',
        url: `${origin}/1.png`,
        name: 'a broom',
      },
    ],
    ...more,
  });
  const article = () => note({ type: 'Article', name: 'A broom', inReplyTo: null, context: null });
  return [
    [
      by(actor, 'Create', note()),
      by(actor, 'Create', article()),
      by(actor, 'Create', note({ name: 'Yes', content: null })),
    ],
    [by(actor, 'Update', note({ updated: '2026-11-23T18:00:00Z' })), by(actor, 'Update', actor)],
    [
      by(actor, 'Delete', id()),
      by(actor, 'Delete', { id: id(), type: 'Tombstone' }),
      by(actor, 'Delete', actor),
    ],
    [by(actor, 'Like', post), by(actor, 'EmojiReact', post, { content: '🎉' }), by(actor, 'Dislike', post)],
    [by(actor, 'Undo', by(actor, 'Like', post)), by(actor, 'Undo', id())],
    [
      by(actor, 'Follow', group),
      by(actor, 'Undo', by(actor, 'Follow', group)),
      by(remoteGroup, 'Accept', id()),
    ],
    [
      by(actor, 'Flag', [post, author], { content: 'spam' }),
      by(actor, 'Move', actor, { target: `${origin}/users/new` }),
    ],
    ['Lock', 'Add', 'Remove', 'Block'].map((type) =>
      by(
        remoteGroup,
        'Announce',
        by(actor, type, id(), { target: `${remoteGroup}/featured`, endTime: '2026-12-22T00:00:00Z' }),
      ),
    ),
    ['Create', 'Update'].map((type) => by(remoteGroup, 'Announce', by(actor, type, note()))),
    [
      by(remoteGroup, 'Announce', by(actor, 'Delete', id())),
      by(remoteGroup, 'Announce', by(actor, 'Like', id())),
    ],
    [by(remoteGroup, 'Announce', id()), by(remoteGroup, 'Undo', by(remoteGroup, 'Announce', id()))],
    by(remoteGroup, 'Announce', { type: 'OrderedCollection', orderedItems: [id(), id()] }),
  ].flat();
}

/** Whatever other programs were recorded to send, where the records are. */
export function recordedMessages(): object[] {
  return referenceFiles('.')
    .map((path) => readJson(referenceText(path)))
    .filter((json) => typeof parseActivity(json)?.actor === 'string') as object[];
}
