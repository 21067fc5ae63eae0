/**
 * Who may do what by a message from another server (federation.md §2.2, FEP-fe34). The table is the law:
 * the inbox does what stands in the cell and nothing else, and a spec tries every cell on a running server.
 */
export const RELATIONS = [
  // Sent by the one who did it, proven by the signature.
  'itself',
  'author',
  'group',
  'neighbour',
  'stranger',
  // Passed on by a Group: only the Group is proven, and who did it is what the Group says.
  'relayed-author',
  'relayed-moderator',
  'relayed-other',
  'relayed-elsewhere',
] as const;

/**
 * How whoever acts stands to what is acted upon. `itself`: it is about the sender. `author`: the sender
 * wrote it. `group`: the sender is the Group elsewhere in which it stands, or lives on that Group's server.
 * `neighbour`: the sender lives where it lives. `stranger`: none of that. `relayed-moderator`: it belongs
 * to the Group that passes it on, and that Group lists the actor among its moderators or shares a server
 * with them. `relayed-elsewhere`: it stands in another category than that Group's.
 */
export type Relation = (typeof RELATIONS)[number];

/**
 * `take`: the message's word is enough. `ask`: it is a hint; what its home answers now counts. `count`: a
 * vote of this actor. `report`: a vote that the Group only says to have. `moderate`: done as the category's
 * moderation, which can be undone. `tell`: laid before our moderators. `refuse`: put aside.
 */
export type Rule = 'take' | 'ask' | 'count' | 'report' | 'moderate' | 'tell' | 'refuse';

type Row = Partial<Record<Relation, Exclude<Rule, 'refuse'>>>;

const RELAYED_HINT: Row = {
  'relayed-author': 'ask',
  'relayed-moderator': 'ask',
  'relayed-other': 'ask',
  'relayed-elsewhere': 'ask',
};
const VOTE: Row = {
  group: 'count',
  neighbour: 'count',
  stranger: 'count',
  'relayed-moderator': 'report',
  'relayed-other': 'report',
};
const OF_THE_CATEGORY: Row = { group: 'moderate', 'relayed-moderator': 'moderate' };

/** What is not named is refused. */
const TABLE = {
  Create: { author: 'take', group: 'ask', neighbour: 'ask', ...RELAYED_HINT },
  Update: { itself: 'ask', author: 'take', group: 'ask', neighbour: 'ask', ...RELAYED_HINT },
  Delete: {
    itself: 'ask',
    author: 'take',
    neighbour: 'take',
    group: 'moderate',
    'relayed-author': 'ask',
    'relayed-moderator': 'moderate',
    'relayed-other': 'ask',
    'relayed-elsewhere': 'ask',
  },
  'Undo Delete': {
    author: 'ask',
    neighbour: 'ask',
    group: 'moderate',
    'relayed-author': 'ask',
    'relayed-moderator': 'moderate',
  },
  Announce: { author: 'ask', group: 'ask', neighbour: 'ask', stranger: 'ask' },
  'Undo Announce': { author: 'take', group: 'take', neighbour: 'take', stranger: 'take' },
  Like: VOTE,
  'Undo Like': VOTE,
  EmojiReact: VOTE,
  'Undo EmojiReact': VOTE,
  Dislike: VOTE,
  'Undo Dislike': VOTE,
  Vote: { author: 'count' },
  Follow: { stranger: 'take' },
  'Undo Follow': { stranger: 'take' },
  Accept: { group: 'take' },
  Reject: { group: 'take' },
  Lock: OF_THE_CATEGORY,
  'Undo Lock': OF_THE_CATEGORY,
  Add: OF_THE_CATEGORY,
  Remove: OF_THE_CATEGORY,
  Block: OF_THE_CATEGORY,
  'Undo Block': OF_THE_CATEGORY,
  Move: { itself: 'ask', ...OF_THE_CATEGORY },
  Flag: { itself: 'tell', author: 'tell', group: 'tell', neighbour: 'tell', stranger: 'tell' },
} satisfies Record<string, Row>;

export type Act = keyof typeof TABLE;

export const ACTS = Object.keys(TABLE) as Act[];

export function isAct(name: string): name is Act {
  return Object.hasOwn(TABLE, name);
}

/**
 * What to do when somebody who stands in all of these relations to a thing does this to it: who may do it
 * in one capacity may do it, whatever else they are.
 */
export function ruleFor(act: Act, relations: readonly Relation[]): Rule {
  const row: Row = TABLE[act];
  for (const relation of RELATIONS) {
    const rule = relations.includes(relation) ? row[relation] : undefined;
    if (rule !== undefined) return rule;
  }
  return 'refuse';
}
