import type { LocalAddresses } from '../addresses/local-addresses.ts';
import { aboutPost, announce, undo } from '../documents/activities.rules.ts';
import { postObject, tombstone, type WirePost } from '../documents/post-object.rules.ts';
import { activityUuid } from './activity-uuid.ts';
import type { Step } from './next-step.rules.ts';
import type { Recipients, Sending } from './outbox.ts';

/** What leaves because of one change of one post: its new document, and activities with their readers. */
export interface Telling {
  document: string;
  activities: Sending[];
}

/**
 * Puts a change of a post into words for other servers (federation.md §1.4): the author's activity to
 * those whom it concerns, and the category's Announce of that activity to all who follow the category.
 *
 * @param revision which change of this post it is, from 1
 * @param earlier the bodies of this post's earlier activities, by kind
 */
export function tell(
  step: Step,
  { post, revision, earlier }: { post: WirePost; revision: number; earlier: Map<string, string> },
  at: LocalAddresses,
  now: Date,
): Telling {
  const told: Telling['activities'] = [];
  const document = JSON.stringify(step === 'delete' ? tombstone(post) : postObject(post, at));
  const add = (kind: string, actor: string, body: (id: string) => string, to: Recipients): string => {
    const id = at.activity(activityUuid(kind, post.uuid, revision));
    const text = body(id);
    told.push({
      activity: { id, kind, actor, body: text, postId: post.postId, revision },
      to,
    });
    return text;
  };

  /** The author says it; the category, when it is ours, tells its followers word for word. */
  const say = (type: 'Create' | 'Update' | 'Delete' | 'Undo', inner: string, actor = post.author): void => {
    const said = add(
      type,
      actor,
      (id) => aboutPost({ id, type, actor, published: now }, post, inner, at),
      concerned(post),
    );
    if (post.groupIsLocal) announced(`Announce${type}`, said);
  };
  const announced = (kind: string, inner: string, cc: string[] = []): string =>
    add(kind, post.group, (id) => announce({ id, group: post.group, published: now, cc }, inner, at), {
      followersOf: [post.group],
      actors: [],
    });

  switch (step) {
    case 'create':
      say('Create', document);
      // Servers that know no Announce of an activity show this as a boost. Only first posts: boosts of
      // every reply are what people leave groups for.
      if (isShown(post)) announced('AnnounceObject', JSON.stringify(post.id), [post.author]);
      break;
    case 'update':
      say('Update', document);
      break;
    case 'delete': {
      say('Delete', JSON.stringify(post.id), (post.groupIsLocal ? post.removedBy : null) ?? post.author);
      const boost = earlier.get('AnnounceObject');
      if (boost !== undefined && isShown(post)) {
        add('UndoAnnounceObject', post.group, (id) => undo(id, post.group, boost, at), {
          followersOf: [post.group],
          actors: [],
        });
      }
      break;
    }
    case 'restore': {
      const deletion = earlier.get('Delete');
      if (deletion !== undefined) say('Undo', deletion, (JSON.parse(deletion) as { actor: string }).actor);
      if (post.isLocal) say('Update', document);
      if (isShown(post)) announced('AnnounceObject', JSON.stringify(post.id), [post.author]);
      break;
    }
  }
  return { document, activities: told };
}

/** Those whom an author's own activity reaches: followers, the one who is answered, a category elsewhere. */
function concerned(post: WirePost): Recipients {
  return {
    followersOf: [post.author],
    actors: [
      post.parent?.author,
      ...post.mentions.map(({ id }) => id),
      post.groupIsLocal ? undefined : post.group,
    ].filter((id) => id !== undefined),
  };
}

function isShown(post: WirePost): boolean {
  return post.groupIsLocal && post.parent === null;
}
