import type { LocalAddresses } from '../addresses/local-addresses.ts';
import { announce, around, undo } from '../documents/activities.rules.ts';
import { PUBLIC } from '../documents/context.rules.ts';
import { activityUuid } from './activity-uuid.ts';
import type { Sending } from './outbox.ts';
import type { TopicFacts } from './topic-facts.view.ts';

export interface Act {
  kind: 'Lock' | 'UndoLock' | 'Pin' | 'Unpin';
  moderator: string;
  /** How often something was told of this topic, this included. */
  revision: number;
}

/**
 * What a moderator did to a topic, in their name, and the category's Announce of it to all who follow
 * (federation.md §1.4).
 *
 * @param lock the body of the Lock that is undone
 */
export function moderated(
  { kind, moderator, revision }: Act,
  { group, first }: TopicFacts,
  lock: string | undefined,
  at: LocalAddresses,
): Sending[] {
  const id = at.activity(activityUuid(kind, first.id, revision));
  const head = { id, actor: moderator, to: [PUBLIC], cc: [group], audience: group };
  const object = JSON.stringify(first.id);
  const target = at.partOf(group, 'featured');
  const body = {
    Lock: () => around({ ...head, type: 'Lock' }, object),
    UndoLock: () => around({ ...head, type: 'Undo' }, lock ?? object),
    Pin: () => around({ ...head, type: 'Add', target }, object),
    Unpin: () => around({ ...head, type: 'Remove', target }, object),
  }[kind]();
  const post = { postId: first.postId, revision };
  const announcing = at.activity(activityUuid(`Announce${kind}`, first.id, revision));
  return [
    { activity: { id, kind, actor: moderator, body, ...post }, to: { followersOf: [], actors: [] } },
    {
      activity: {
        id: announcing,
        kind: `Announce${kind}`,
        actor: group,
        body: announce({ id: announcing, group, published: new Date() }, body, at),
        ...post,
      },
      to: { followersOf: [group], actors: [] },
    },
  ];
}

interface Move {
  from: string;
  moderator: string;
  revision: number;
  /** What was said of the first post before, by kind. */
  earlier: Map<string, string>;
}

/**
 * A topic in another category: the Move itself, the old category takes its Announce back, the new one
 * announces. Ids and context stay, and nothing is deleted.
 */
export function moved(
  { from, moderator, revision, earlier }: Move,
  topic: TopicFacts,
  at: LocalAddresses,
): Sending[] {
  const { group, context, first } = topic;
  const post = { postId: first.postId, revision };
  const sending = (
    kind: string,
    actor: string,
    followersOf: string[],
    body: (id: string) => string,
  ): Sending => {
    const id = at.activity(activityUuid(`${kind} to`, first.id, revision));
    return {
      activity: { id, kind: `${kind}Moved`, actor, body: body(id), ...post },
      to: { followersOf, actors: [] },
    };
  };
  const published = new Date();
  const sendings = [
    sending('Move', moderator, [from, group], (id) =>
      around(
        { id, type: 'Move', actor: moderator, to: [PUBLIC], cc: [from, group], origin: from, target: group },
        JSON.stringify(context),
      ),
    ),
  ];
  const shown = earlier.get('AnnounceObject');
  if (shown !== undefined) sendings.push(sending('Undo', from, [from], (id) => undo(id, from, shown, at)));
  const created = earlier.get('Create');
  if (created !== undefined)
    sendings.push(
      sending('AnnounceCreate', group, [group], (id) => announce({ id, group, published }, created, at)),
    );
  const boost = sending('AnnounceObject', group, [group], (id) =>
    announce({ id, group, published }, JSON.stringify(first.id), at),
  );
  // Under its usual name, so that the next Undo finds it.
  sendings.push({
    ...boost,
    activity: { ...boost.activity, kind: 'AnnounceObject', revision: 1000 + revision },
  });
  return sendings;
}
