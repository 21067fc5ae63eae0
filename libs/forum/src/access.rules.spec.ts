import type { ProblemCode } from '@app/contract';
import type { Viewer } from '@app/identity';
import { describe, expect, it } from 'vitest';
import { type CategoryFacts, type PostFacts, type TopicFacts, whyNot } from './access.rules.ts';
import { presetOf, PUBLIC_PERMISSIONS } from './categories/permissions.rules.ts';

const viewers = {
  guest: { accountId: null, role: 'guest', groupIds: [] },
  other: { accountId: '2', role: 'member', groupIds: [] },
  author: { accountId: '1', role: 'member', groupIds: [] },
  staff: { accountId: '3', role: 'staff', groupIds: [] },
} satisfies Record<string, Viewer>;

const local: CategoryFacts = {
  visibility: 'public',
  domain: null,
  federated: false,
  permissions: PUBLIC_PERMISSIONS,
};
const categories = {
  local,
  federated: { ...local, federated: true },
  members: { ...local, visibility: 'members', permissions: presetOf('members') },
  remote: { ...local, domain: 'far.example' },
} satisfies Record<string, CategoryFacts>;

const open: TopicFacts = {
  category: categories.federated,
  kind: 'discussion',
  state: 'open',
  authorId: '1',
  deleted: false,
  moved: false,
  remote: false,
  participantIds: [],
  participantGroupIds: [],
};
const topics = {
  open,
  closed: { ...open, state: 'closed' },
  deleted: { ...open, deleted: true },
  inner: { ...open, category: categories.members },
  'inner, deleted': { ...open, category: categories.members, deleted: true },
  unfederated: { ...open, category: categories.local },
  remote: { ...open, category: categories.remote },
} satisfies Record<string, TopicFacts>;

const live: PostFacts = {
  topic: open,
  number: 2,
  authorId: '1',
  system: false,
  remote: false,
  deleted: null,
};
const posts = {
  live,
  first: { ...live, number: 1 },
  'notice of an election': { ...live, number: 1, topic: { ...open, kind: 'election' } },
  'in an election': { ...live, topic: { ...open, kind: 'election' } },
  system: { ...live, system: true },
  'from afar': { ...live, remote: true, authorId: '9' },
  'deleted by its author': { ...live, deleted: 'author' },
  'deleted by staff': { ...live, deleted: 'staff' },
  'from afar, deleted by its author': { ...live, remote: true, authorId: '9', deleted: 'author' },
  'from afar, deleted by staff': { ...live, remote: true, authorId: '9', deleted: 'staff' },
  'in a closed topic': { ...live, topic: topics.closed },
  'in a deleted topic': { ...live, topic: topics.deleted, deleted: 'author' },
  'in an inner topic': { ...live, topic: topics.inner },
} satisfies Record<string, PostFacts>;

/** What guest, another member, the author and staff are answered. */
type Row = [ProblemCode | null, ProblemCode | null, ProblemCode | null, ProblemCode | null];
const all = (code: ProblemCode | null): Row => [code, code, code, code];

const categoryTable: Record<
  'see-category' | 'create-topic' | 'open-election' | 'receive-topic',
  Record<keyof typeof categories, Row>
> = {
  'see-category': {
    local: all(null),
    federated: all(null),
    members: ['not-found', null, null, null],
    remote: all(null),
  },
  'create-topic': {
    local: ['sign-in-required', null, null, null],
    federated: ['sign-in-required', null, null, null],
    members: ['not-found', null, null, null],
    remote: ['sign-in-required', 'not-allowed', 'not-allowed', 'not-allowed'],
  },
  'open-election': {
    local: ['sign-in-required', 'staff-only', 'staff-only', null],
    federated: ['sign-in-required', 'staff-only', 'staff-only', null],
    members: ['not-found', 'staff-only', 'staff-only', null],
    remote: ['sign-in-required', 'not-allowed', 'not-allowed', 'not-allowed'],
  },
  'receive-topic': {
    local: all('not-found'),
    federated: all(null),
    members: all('not-found'),
    remote: all(null),
  },
};

type TopicAction = 'see-topic' | 'reply' | 'receive-post' | 'open-proposal' | 'ask-sense' | 'vote';
const topicTable: Record<TopicAction, Record<keyof typeof topics, Row>> = {
  'see-topic': {
    open: all(null),
    closed: all(null),
    deleted: ['gone', 'gone', null, null],
    inner: ['not-found', null, null, null],
    'inner, deleted': ['not-found', 'gone', null, null],
    unfederated: all(null),
    remote: all(null),
  },
  reply: {
    open: ['sign-in-required', null, null, null],
    closed: ['sign-in-required', 'topic-closed', 'topic-closed', 'topic-closed'],
    deleted: all('gone'),
    inner: ['not-found', null, null, null],
    'inner, deleted': ['not-found', 'gone', 'gone', 'gone'],
    unfederated: ['sign-in-required', null, null, null],
    remote: ['sign-in-required', null, null, null],
  },
  'receive-post': {
    open: all(null),
    closed: all('topic-closed'),
    deleted: all('gone'),
    inner: all('not-found'),
    'inner, deleted': all('not-found'),
    unfederated: all('not-found'),
    remote: all(null),
  },
  'open-proposal': {
    open: ['sign-in-required', null, null, null],
    closed: ['sign-in-required', 'topic-closed', 'topic-closed', 'topic-closed'],
    deleted: all('gone'),
    inner: ['not-found', null, null, null],
    'inner, deleted': ['not-found', 'gone', 'gone', 'gone'],
    unfederated: ['sign-in-required', null, null, null],
    remote: ['sign-in-required', 'not-allowed', 'not-allowed', 'not-allowed'],
  },
  'ask-sense': {
    open: ['sign-in-required', 'not-allowed', null, null],
    closed: ['sign-in-required', 'topic-closed', 'topic-closed', 'topic-closed'],
    deleted: all('gone'),
    inner: ['not-found', 'not-allowed', null, null],
    'inner, deleted': ['not-found', 'gone', 'gone', 'gone'],
    unfederated: ['sign-in-required', 'not-allowed', null, null],
    remote: ['sign-in-required', 'not-allowed', 'not-allowed', 'not-allowed'],
  },
  vote: {
    open: ['sign-in-required', null, null, null],
    closed: ['sign-in-required', null, null, null],
    deleted: ['gone', 'gone', 'gone', 'gone'],
    inner: ['not-found', null, null, null],
    'inner, deleted': ['not-found', 'gone', 'gone', 'gone'],
    unfederated: ['sign-in-required', null, null, null],
    remote: ['sign-in-required', null, null, null],
  },
};

const mine: Row = ['sign-in-required', 'not-allowed', null, null];
const none: Row = ['sign-in-required', 'not-allowed', 'not-allowed', 'not-allowed'];
const deletedAlready: Row = ['sign-in-required', 'not-allowed', 'post-deleted', 'post-deleted'];
const answer: Row = ['sign-in-required', null, null, null];
const lost: Row = ['sign-in-required', 'post-deleted', 'post-deleted', 'post-deleted'];
/** A post from afar has no author among these viewers. */
const staffAlone: Row = ['sign-in-required', 'not-allowed', 'not-allowed', null];

/** Reactions and flags are for what somebody else wrote; a bookmark is for everything that can be read. */
const others: Row = ['sign-in-required', null, 'not-allowed', null];
const whatOthersWrote = (row: Row, innerRow: Row): Record<keyof typeof posts, Row> => ({
  'deleted by its author': lost,
  'deleted by staff': lost,
  'from afar, deleted by its author': lost,
  'from afar, deleted by staff': lost,
  'in a deleted topic': ['gone', 'gone', 'post-deleted', 'post-deleted'],
  live: row,
  first: row,
  'notice of an election': row,
  'in an election': row,
  'in a closed topic': row,
  'from afar': answer,
  'in an inner topic': innerRow,
  system: row === answer ? answer : none,
});

const editing: Record<keyof typeof posts, Row> = {
  live: mine,
  first: mine,
  'notice of an election': mine,
  'in an election': mine,
  system: none,
  'from afar': none,
  'deleted by its author': deletedAlready,
  'deleted by staff': deletedAlready,
  'from afar, deleted by its author': ['sign-in-required', 'not-allowed', 'not-allowed', 'post-deleted'],
  'from afar, deleted by staff': ['sign-in-required', 'not-allowed', 'not-allowed', 'post-deleted'],
  'in a closed topic': ['sign-in-required', 'not-allowed', 'topic-closed', null],
  'in a deleted topic': ['gone', 'gone', 'post-deleted', 'post-deleted'],
  'in an inner topic': ['not-found', 'not-allowed', null, null],
};

type PostAction =
  | 'reply-to-post'
  | 'see-source'
  | 'edit-post'
  | 'delete-post'
  | 'restore-post'
  | 'react'
  | 'bookmark'
  | 'flag';
const postTable: Record<PostAction, Record<keyof typeof posts, Row>> = {
  'reply-to-post': {
    live: answer,
    first: answer,
    'notice of an election': answer,
    'in an election': answer,
    system: answer,
    'from afar': answer,
    'deleted by its author': lost,
    'deleted by staff': lost,
    'from afar, deleted by its author': lost,
    'from afar, deleted by staff': lost,
    'in a closed topic': ['sign-in-required', 'topic-closed', 'topic-closed', 'topic-closed'],
    'in a deleted topic': all('gone'),
    'in an inner topic': ['not-found', null, null, null],
  },
  'see-source': {
    live: all(null),
    first: all(null),
    'notice of an election': all(null),
    'in an election': all(null),
    system: all(null),
    'from afar': all(null),
    'deleted by its author': ['gone', 'gone', null, null],
    'deleted by staff': ['gone', 'gone', null, null],
    'from afar, deleted by its author': ['gone', 'gone', 'gone', null],
    'from afar, deleted by staff': ['gone', 'gone', 'gone', null],
    'in a closed topic': all(null),
    'in a deleted topic': ['gone', 'gone', null, null],
    'in an inner topic': ['not-found', null, null, null],
  },
  'edit-post': editing,
  'delete-post': {
    ...editing,
    'notice of an election': none,
    'from afar': staffAlone,
    'in a closed topic': mine,
  },
  'restore-post': {
    live: none,
    first: none,
    'notice of an election': none,
    'in an election': none,
    system: none,
    'from afar': none,
    'deleted by its author': mine,
    'deleted by staff': ['sign-in-required', 'not-allowed', 'staff-only', null],
    'from afar, deleted by its author': none,
    'from afar, deleted by staff': staffAlone,
    'in a closed topic': none,
    'in a deleted topic': ['gone', 'gone', null, null],
    'in an inner topic': ['not-found', 'not-allowed', 'not-allowed', 'not-allowed'],
  },
  react: whatOthersWrote(others, ['not-found', null, 'not-allowed', null]),
  flag: whatOthersWrote(others, ['not-found', null, 'not-allowed', null]),
  bookmark: whatOthersWrote(answer, ['not-found', null, null, null]),
};

/** Every cell of one table: what is asked of each thing, for each viewer. */
function cells<Action extends string, Thing extends string>(table: Record<Action, Record<Thing, Row>>) {
  return (Object.keys(table) as Action[]).flatMap((action) =>
    (Object.keys(table[action]) as Thing[]).flatMap((thing) =>
      (Object.keys(viewers) as (keyof typeof viewers)[]).map(
        (viewer, index) => [viewer, action, thing, table[action][thing][index] ?? null] as const,
      ),
    ),
  );
}

describe('the policy', () => {
  it.each(cells(categoryTable))('answers %s who wants to %s (%s): %s', (viewer, action, thing, expected) => {
    expect(whyNot(viewers[viewer], action, categories[thing])).toBe(expected);
  });
  it.each(cells(topicTable))('answers %s who wants to %s (%s): %s', (viewer, action, thing, expected) => {
    expect(whyNot(viewers[viewer], action, topics[thing])).toBe(expected);
  });
  it('lets a proposal be conducted by who made it and by staff', () => {
    const answers = Object.values(viewers).map((viewer) =>
      whyNot(viewer, 'conduct-proposal', { authorId: '1' }),
    );
    expect(answers).toEqual(['sign-in-required', 'not-allowed', null, null]);
  });
  it.each(cells(postTable))('answers %s who wants to %s (%s): %s', (viewer, action, thing, expected) => {
    expect(whyNot(viewers[viewer], action, posts[thing])).toBe(expected);
  });
});
