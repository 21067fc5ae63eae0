import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEEDS } from '../testing/authority-deeds.ts';
import { difference, effects } from '../testing/authority-effects.ts';
import { AuthorityWorld } from '../testing/authority-world.ts';
import { ACTS, RELATIONS, ruleFor } from './authority.rules.ts';

/**
 * What each deed does when somebody does it who stands so to a topic, tried on a running server. A dot is
 * nothing at all. `said` is the message's own text, `served` what the author's server answers when asked.
 */
const EXPECTED = `
                 itself    author    group     neighbour stranger  r-author  r-moder.  r-other   r-elsewhere
Create           .         said      .         served    .         served    served    served    served
Update           renamed   said      served    served    .         served    served    served    served
Delete           .         deleted   removed   deleted   .         .         removed   .         .
Delete+gone      emptied   deleted   deleted   deleted   .         deleted   deleted   deleted   deleted
Undo_Delete      .         back      .         back      .         back      .         .         .
Undo_Delete+mod  .         .         back      .         .         .         back      .         .
Announce         .         served    served    served    served    .         .         .         .
Undo_Announce    .         parked    parked    parked    parked    .         .         .         .
Like             .         .         counted   counted   counted   .         reported  reported  .
Undo_Like        .         .         uncounted uncounted uncounted .         uncounted uncounted .
EmojiReact       .         .         counted   counted   counted   .         reported  reported  .
Undo_EmojiReact  .         .         uncounted uncounted uncounted .         uncounted uncounted .
Dislike          .         .         against   against   against   .         against   against   .
Undo_Dislike     .         .         uncounted uncounted uncounted .         uncounted uncounted .
Vote             .         .         .         .         .         .         .         .         .
Follow           .         .         .         .         followed  .         .         .         .
Undo_Follow      .         .         .         .         parted    .         .         .         .
Accept           .         .         accepted  .         .         .         .         .         .
Reject           .         .         rejected  .         .         .         .         .         .
Lock             .         .         locked    .         .         .         locked    .         .
Undo_Lock        .         .         unlocked  .         .         .         unlocked  .         .
Add              .         .         pinned    .         .         .         pinned    .         .
Remove           .         .         unpinned  .         .         .         unpinned  .         .
Add+thread       .         .         served    .         .         .         served    .         .
Remove+thread    .         .         removed   .         .         .         removed   .         .
Block            .         .         blocked   .         .         .         blocked   .         .
Undo_Block       .         .         freed     .         .         .         freed     .         .
Move             moved     .         recateg.  .         .         .         recateg.  .         .
Flag             .         flagged   flagged   flagged   flagged   .         .         .         .
`;

const ROWS = EXPECTED.trim()
  .split('\n')
  .slice(1)
  .map((line) => line.trim().split(/\s+/));
const CELLS = ROWS.flatMap(([act = '', ...effects]) =>
  RELATIONS.map((relation, at) => ({ act, relation, effect: effects[at] ?? 'missing' })),
);

describe('the table of who may do what', () => {
  let world: AuthorityWorld;

  beforeAll(async () => {
    world = await AuthorityWorld.start();
  });
  afterAll(() => world.stop());

  it('is tried in every row and cell', () => {
    const rows = new Set(ROWS.map(([act = '']) => act.replace('_', ' ').replace(/\+.*/, '')));
    expect(rows).toEqual(new Set(ACTS));
    expect(ROWS.filter((row) => row.length !== RELATIONS.length + 1)).toEqual([]);
  });

  it('lets somebody do in one capacity what they may not do in another', () => {
    expect(ruleFor('Lock', ['author'])).toBe('refuse');
    expect(ruleFor('Lock', ['author', 'group', 'neighbour'])).toBe('moderate');
    expect(ruleFor('Delete', ['stranger'])).toBe('refuse');
    expect(ruleFor('Block', [])).toBe('refuse');
  });

  it.each(CELLS)('$act by $relation: $effect', async ({ act, relation, effect }) => {
    const scene = await world.scene(relation);
    const before = await DEEDS[act]!(scene);
    const after = await effects(scene);
    expect(difference(before, after)).toBe(effect);
  });
});
