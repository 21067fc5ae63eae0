import type {
  CategoryPermissions,
  CategoryRight,
  CategoryVisibility,
  ProblemCode,
  TopicKind,
  TopicState,
} from '@app/contract';
import type { Viewer } from '@app/identity';

export interface CategoryFacts {
  visibility: CategoryVisibility;
  /** The home server of a remote category; null for our own. */
  domain: string | null;
  /** Whether other servers may follow this category of ours. */
  federated: boolean;
  permissions: CategoryPermissions;
}

export interface TopicFacts {
  category: CategoryFacts;
  kind: TopicKind;
  state: TopicState;
  authorId: string;
  deleted: boolean;
  /** All its posts went to another topic, to which it leads. */
  moved: boolean;
  /** Opened on another server, whose title it bears. */
  remote: boolean;
  /** Who may read a private topic; empty for every other. */
  participantIds: readonly string[];
  participantGroupIds: readonly string[];
}

export interface PostFacts {
  topic: TopicFacts;
  number: number;
  authorId: string;
  /** A system post tells what happened to the topic; nobody wrote it. */
  system: boolean;
  /** Whether everyone who may reply may edit it. */
  wiki?: boolean;
  /** Written on another server, whose author alone may change it. */
  remote: boolean;
  deleted: 'author' | 'staff' | null;
}

/** A proposal in a topic that the viewer may see. */
export interface ProposalFacts {
  authorId: string;
}

/** What can be done, and to which kind of thing. */
interface Resources {
  'see-category': CategoryFacts;
  'read-category': CategoryFacts;
  'moderate-category': CategoryFacts;
  'create-topic': CategoryFacts;
  'open-election': CategoryFacts;
  'receive-topic': CategoryFacts;
  'see-topic': TopicFacts;
  reply: TopicFacts;
  'rename-topic': TopicFacts;
  'tag-topic': TopicFacts;
  'moderate-topic': TopicFacts;
  'remove-topic': TopicFacts;
  'receive-post': TopicFacts;
  'reply-to-post': PostFacts;
  'see-source': PostFacts;
  'edit-post': PostFacts;
  'make-wiki': PostFacts;
  'delete-post': PostFacts;
  'restore-post': PostFacts;
  'open-proposal': TopicFacts;
  'ask-sense': TopicFacts;
  vote: TopicFacts;
  'conduct-proposal': ProposalFacts;
  react: PostFacts;
  bookmark: PostFacts;
  flag: PostFacts;
}
export type Action = keyof Resources;

/**
 * The one policy: why this viewer may not do this, or null if they may. Pages, sockets, feeds and
 * federation all ask here. A thing that the viewer may not know of answers `not-found`.
 *
 * `receive-topic` and `receive-post` ask for authors on other servers, who have no session here.
 */
export function whyNot<A extends Action>(
  viewer: Viewer,
  action: A,
  resource: Resources[A],
): ProblemCode | null {
  return POLICY[action](viewer, resource);
}

type Policy = { [A in Action]: (viewer: Viewer, resource: Resources[A]) => ProblemCode | null };

const POLICY: Policy = {
  'see-category': (viewer, category) => (holds(viewer, 'see', category) ? null : 'not-found'),

  'read-category': (viewer, category) => {
    const hidden = POLICY['see-category'](viewer, category);
    if (hidden || holds(viewer, 'read', category)) return hidden;
    return notGuest(viewer) ?? 'not-allowed';
  },

  'moderate-category': (viewer, category) =>
    POLICY['read-category'](viewer, category) ??
    notGuest(viewer) ??
    (moderates(viewer, category) ? null : 'not-allowed'),

  'create-topic': (viewer, category) =>
    POLICY['read-category'](viewer, category) ??
    notGuest(viewer) ??
    // A topic begins at the category's home.
    (category.domain === null && holds(viewer, 'create', category) ? null : 'not-allowed'),

  'open-election': (viewer, category) =>
    POLICY['create-topic'](viewer, category) ??
    (holds(viewer, 'elect', category) ? notProven(viewer) : 'staff-only'),

  'receive-topic': (_, category) => (reachesOutside(category) ? null : 'not-found'),

  'see-topic': (viewer, topic) => {
    const hidden = isPrivate(topic) ? !takesPart(viewer, topic) : !holds(viewer, 'read', topic.category);
    if (hidden) return 'not-found';
    if (topic.moved) return 'topic-moved';
    return topic.deleted && !moderates(viewer, topic.category) && !isOwn(viewer, topic) ? 'gone' : null;
  },

  reply: (viewer, topic) => {
    const refusal = POLICY['see-topic'](viewer, topic) ?? notGuest(viewer);
    if (refusal) return refusal;
    if (!isPrivate(topic) && !holds(viewer, 'reply', topic.category)) return 'not-allowed';
    return notOpen(topic);
  },

  'moderate-topic': (viewer, topic) => {
    const refusal = POLICY['see-topic'](viewer, topic) ?? notGuest(viewer);
    if (refusal) return refusal;
    // What belongs to another server is moderated there.
    return topic.category.domain === null && moderates(viewer, topic.category) ? null : 'not-allowed';
  },

  'rename-topic': (viewer, topic) => {
    const refusal = POLICY['see-topic'](viewer, topic) ?? notGuest(viewer);
    if (refusal) return refusal;
    if (topic.remote || topic.category.domain !== null) return 'not-allowed';
    if (moderates(viewer, topic.category)) return null;
    return isOwn(viewer, topic) ? notOpen(topic) : 'not-allowed';
  },

  // Tags lead others to a topic, so that they are its author's and the moderators' word, as its title is.
  'tag-topic': (viewer, topic) => (isPrivate(topic) ? 'not-allowed' : POLICY['rename-topic'](viewer, topic)),

  'remove-topic': (viewer, topic) =>
    // Without its topic an election would hang in the air.
    POLICY['moderate-topic'](viewer, topic) ?? (topic.kind === 'election' ? 'not-allowed' : null),

  'receive-post': (_, topic) => (reachesOutside(topic.category) ? notOpen(topic) : 'not-found'),

  'reply-to-post': (viewer, post) =>
    POLICY.reply(viewer, post.topic) ?? (post.deleted === null ? null : 'post-deleted'),

  'see-source': (viewer, post) => {
    const hidden = POLICY['see-topic'](viewer, post.topic);
    if (hidden || post.deleted === null || moderates(viewer, post.topic.category)) return hidden;
    return isOwn(viewer, post) ? null : 'gone';
  },

  'edit-post': (viewer, post) => {
    const refusal = whyNotChange(viewer, post);
    if (refusal)
      return post.wiki && !post.system && !post.remote ? POLICY['reply-to-post'](viewer, post) : refusal;
    if (post.deleted !== null) return 'post-deleted';
    if (post.remote) return 'not-allowed';
    if (post.topic.state === 'archived') return 'topic-archived';
    return moderates(viewer, post.topic.category) ? null : notOpen(post.topic);
  },

  'make-wiki': (viewer, post) => {
    const refusal = whyNotChange(viewer, post);
    if (refusal) return refusal;
    if (post.deleted !== null) return 'post-deleted';
    // Nobody but its author rewrites the notice of an election.
    const isNotice = post.topic.kind === 'election' && post.number === 1;
    return post.remote || isNotice ? 'not-allowed' : null;
  },

  'delete-post': (viewer, post) => {
    const refusal = whyNotChange(viewer, post);
    if (refusal) return refusal;
    // The first post of an election is its notice; the election would hang in the air without it.
    if (post.topic.kind === 'election' && post.number === 1) return 'not-allowed';
    return post.deleted === null ? null : 'post-deleted';
  },

  'restore-post': (viewer, post) => {
    const refusal = whyNotChange(viewer, post);
    if (refusal) return refusal;
    // What its author took back on another server is not ours to bring back.
    if (post.deleted === null || (post.remote && post.deleted === 'author')) return 'not-allowed';
    return post.deleted === 'staff' && !moderates(viewer, post.topic.category) ? 'staff-only' : null;
  },

  // What is decided here is decided by members here: topics from elsewhere have their own.
  // And what is said in private is not decided for all.
  'open-proposal': (viewer, topic) =>
    POLICY.reply(viewer, topic) ??
    (topic.category.domain === null && !isPrivate(topic) ? null : 'not-allowed'),

  // Whoever leads a discussion asks how it feels.
  'ask-sense': (viewer, topic) =>
    POLICY['open-proposal'](viewer, topic) ??
    (isOwn(viewer, topic) || moderates(viewer, topic.category) ? null : 'not-allowed'),

  // Also in a closed topic: talking has ended, deciding has not.
  vote: (viewer, topic) =>
    POLICY['see-topic'](viewer, topic) ?? notGuest(viewer) ?? (topic.deleted ? 'gone' : null),

  'conduct-proposal': (viewer, proposal) =>
    notGuest(viewer) ?? (isOwn(viewer, proposal) || viewer.role === 'staff' ? null : 'not-allowed'),
  react: (viewer, post) => whyNotAnswer(viewer, post),

  bookmark: (viewer, post) =>
    POLICY['see-topic'](viewer, post.topic) ??
    notGuest(viewer) ??
    (post.deleted === null ? null : 'post-deleted'),

  flag: (viewer, post) => whyNotAnswer(viewer, post),
};

/** The part that edit, delete and restore share: signed in, and one's own or a moderator's business. */
function whyNotChange(viewer: Viewer, post: PostFacts): ProblemCode | null {
  const refusal = POLICY['see-topic'](viewer, post.topic) ?? notGuest(viewer);
  if (refusal) return refusal;
  if (post.system) return 'not-allowed';
  return isOwn(viewer, post) || moderates(viewer, post.topic.category) ? null : 'not-allowed';
}

/** The part that reactions and flags share: they are for what somebody else wrote. */
function whyNotAnswer(viewer: Viewer, post: PostFacts): ProblemCode | null {
  const refusal = POLICY.bookmark(viewer, post);
  if (refusal) return refusal;
  return post.system || isOwn(viewer, post) ? 'not-allowed' : null;
}

function notGuest(viewer: Viewer): ProblemCode | null {
  return viewer.role === 'guest' ? 'sign-in-required' : null;
}

function notOpen(topic: TopicFacts): ProblemCode | null {
  if (topic.deleted) return 'gone';
  if (topic.moved) return 'topic-moved';
  if (topic.state === 'archived') return 'topic-archived';
  return topic.state === 'closed' ? 'topic-closed' : null;
}

function moderates(viewer: Viewer, category: CategoryFacts): boolean {
  return holds(viewer, 'moderate', category);
}

/** Staff hold every right, except that nobody holds one over what others write to each other in private. */
/** Who runs an election has shown a second factor, where the site asks for one. */
function notProven(viewer: Viewer): ProblemCode | null {
  return viewer.unproven ? 'second-factor-missing' : null;
}

function holds(viewer: Viewer, right: CategoryRight, category: CategoryFacts): boolean {
  if (category.visibility === 'messages') return false;
  const { guests, members, groups } = category.permissions;
  if (viewer.role === 'staff' || guests.includes(right)) return true;
  if (viewer.role === 'guest') return false;
  return members.includes(right) || viewer.groupIds.some((id) => groups[id]?.includes(right));
}

function isPrivate(topic: TopicFacts): boolean {
  return topic.category.visibility === 'messages';
}

function takesPart({ accountId, groupIds }: Viewer, topic: TopicFacts): boolean {
  if (accountId === null) return false;
  const { participantIds, participantGroupIds } = topic;
  return participantIds.includes(accountId) || groupIds.some((id) => participantGroupIds.includes(id));
}

function isOwn(viewer: Viewer, { authorId }: { authorId: string }): boolean {
  return viewer.accountId !== null && viewer.accountId === authorId;
}

function reachesOutside(category: CategoryFacts): boolean {
  return category.domain !== null || category.federated;
}
