import type { CategoryPermissions, CategoryRight, ProblemCode } from '@app/contract';
import { GUEST, type Viewer } from '@app/identity';
import { describe, expect, it } from 'vitest';
import { type CategoryFacts, type TopicFacts, whyNot } from './access.rules.ts';
import { completed, visibilityOf } from './categories/permissions.rules.ts';

const BOARD = '7';
const ada: Viewer = { accountId: '1', role: 'member', groupIds: [BOARD] };
const bo: Viewer = { accountId: '2', role: 'member', groupIds: ['8'] };
const staff: Viewer = { accountId: '3', role: 'staff', groupIds: [] };

function category(permissions: Partial<CategoryPermissions>): CategoryFacts {
  const all = completed({ guests: [], members: [], groups: {}, ...permissions });
  return { visibility: visibilityOf(all), domain: null, federated: false, permissions: all };
}

function topicIn(facts: CategoryFacts, more: Partial<TopicFacts> = {}): TopicFacts {
  return {
    category: facts,
    kind: 'discussion',
    state: 'open',
    authorId: '9',
    deleted: false,
    moved: false,
    remote: false,
    participantIds: [],
    participantGroupIds: [],
    ...more,
  };
}

/** What the board's member and another member are answered where the board holds one right and nobody another. */
const LADDER: Record<CategoryRight, Record<string, [ProblemCode | null, ProblemCode | null]>> = {
  see: {
    'see-category': [null, 'not-found'],
    'read-category': ['not-allowed', 'not-found'],
    'create-topic': ['not-allowed', 'not-found'],
    'see-topic': ['not-found', 'not-found'],
    reply: ['not-found', 'not-found'],
  },
  read: {
    'read-category': [null, 'not-found'],
    'create-topic': ['not-allowed', 'not-found'],
    'see-topic': [null, 'not-found'],
    reply: ['not-allowed', 'not-found'],
  },
  reply: { 'create-topic': ['not-allowed', 'not-found'], reply: [null, 'not-found'] },
  create: {
    'create-topic': [null, 'not-found'],
    'open-election': ['staff-only', 'not-found'],
    reply: ['not-allowed', 'not-found'],
  },
  elect: { 'create-topic': [null, 'not-found'], 'open-election': [null, 'not-found'] },
  moderate: {
    'moderate-category': [null, 'not-found'],
    'create-topic': [null, 'not-found'],
    'open-election': ['staff-only', 'not-found'],
    reply: [null, 'not-found'],
  },
};

type Asked = 'see-category' | 'read-category' | 'moderate-category' | 'create-topic' | 'open-election';

function answer(viewer: Viewer, action: string, facts: CategoryFacts): ProblemCode | null {
  if (action === 'see-topic' || action === 'reply') return whyNot(viewer, action, topicIn(facts));
  return whyNot(viewer, action as Asked, facts);
}

describe('a category that only a group may use', () => {
  const cells = Object.entries(LADDER).flatMap(([right, actions]) =>
    Object.entries(actions).map(([action, [member, other]]) => ({ right, action, member, other })),
  );
  it.each(cells)('where it may $right: to $action is answered $member, to others $other', (cell) => {
    const facts = category({ groups: { [BOARD]: [cell.right as CategoryRight] } });
    expect(answer(ada, cell.action, facts)).toBe(cell.member);
    expect(answer(bo, cell.action, facts)).toBe(cell.other);
    expect(answer(GUEST, cell.action, facts)).toBe('not-found');
    expect(answer(staff, cell.action, facts)).toBeNull();
  });

  it('runs no election before a second factor where the site asks for one, and writes all the same', () => {
    const facts = category({ groups: { [BOARD]: ['elect'] } });
    const unproven = { ...ada, unproven: true } as const;
    expect(whyNot(ada, 'open-election', facts)).toBeNull();
    expect(whyNot(unproven, 'open-election', facts)).toBe('second-factor-missing');
    expect(whyNot(unproven, 'create-topic', facts)).toBeNull();
  });

  it('is found out by nobody who has left the group', () => {
    const facts = category({ groups: { [BOARD]: ['moderate', 'elect'] } });
    expect(whyNot({ ...ada, groupIds: [] }, 'see-category', facts)).toBe('not-found');
  });
});

describe('a category that says less to guests than to members', () => {
  const facts = category({ guests: ['see'], members: ['read', 'reply'] });
  it('asks a guest to sign in before showing its topics, and shows none', () => {
    expect(whyNot(GUEST, 'see-category', facts)).toBeNull();
    expect(whyNot(GUEST, 'read-category', facts)).toBe('sign-in-required');
    expect(whyNot(GUEST, 'see-topic', topicIn(facts))).toBe('not-found');
    expect(whyNot(bo, 'reply', topicIn(facts))).toBeNull();
    expect(whyNot(bo, 'create-topic', facts)).toBe('not-allowed');
  });
  it('gives guests nothing to write, whatever is asked for', () => {
    expect(category({ guests: ['moderate'] }).permissions.guests).toEqual(['see', 'read']);
  });
});

describe('a moderator of one category', () => {
  const theirs = topicIn(category({ members: ['create', 'reply'], groups: { [BOARD]: ['moderate'] } }));
  const elsewhere = topicIn(category({ members: ['create', 'reply'] }));
  const post = { number: 2, authorId: '9', system: false, remote: false };

  it('does there what staff do, and nothing elsewhere', () => {
    for (const [topic, allowed] of [
      [theirs, null],
      [elsewhere, 'not-allowed'],
    ] as const) {
      const live = { ...post, topic, deleted: null };
      expect(whyNot(ada, 'edit-post', live)).toBe(allowed);
      expect(whyNot(ada, 'delete-post', live)).toBe(allowed);
      expect(whyNot(ada, 'restore-post', { ...live, deleted: 'staff' })).toBe(allowed);
      expect(whyNot(ada, 'edit-post', { ...live, topic: { ...topic, state: 'closed' } })).toBe(allowed);
    }
    expect(whyNot(ada, 'see-topic', { ...theirs, deleted: true })).toBeNull();
    expect(whyNot(ada, 'see-topic', { ...elsewhere, deleted: true })).toBe('gone');
  });
});

describe('a private topic', () => {
  const messages: CategoryFacts = {
    visibility: 'messages',
    domain: null,
    federated: false,
    permissions: { guests: [], members: [], groups: {} },
  };
  const between = topicIn(messages, { authorId: '1', participantIds: ['1'], participantGroupIds: ['8'] });
  const stranger: Viewer = { accountId: '4', role: 'member', groupIds: [] };

  it('is for those who take part, by name or by group, and not for staff', () => {
    for (const action of ['see-topic', 'reply'] as const) {
      expect(whyNot(ada, action, between)).toBeNull();
      expect(whyNot(bo, action, between)).toBeNull();
      for (const viewer of [stranger, staff, GUEST])
        expect(whyNot(viewer, action, between)).toBe('not-found');
    }
    expect(whyNot(GUEST, 'receive-post', between)).toBe('not-found');
  });
  it('belongs to nobody who could change what another wrote', () => {
    const post = { topic: between, number: 1, authorId: '1', system: false, remote: false, deleted: null };
    expect(whyNot(bo, 'edit-post', post)).toBe('not-allowed');
    expect(whyNot(staff, 'delete-post', post)).toBe('not-found');
    expect(whyNot(ada, 'edit-post', post)).toBeNull();
  });
  it('lies in a category that nobody finds', () => {
    for (const viewer of [ada, staff, GUEST]) {
      expect(whyNot(viewer, 'see-category', messages)).toBe('not-found');
      expect(whyNot(viewer, 'create-topic', messages)).toBe('not-found');
    }
  });
});
