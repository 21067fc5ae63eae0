import type { CategoryRight } from '@app/contract';
import type { Viewer } from '@app/identity';
import { type CategoryFacts, whyNot } from './access.rules.ts';

/**
 * What somebody can do in a category: the policy's own answers, so that what staff are shown before they
 * save is what happens afterwards.
 */
export function rightsOf(viewer: Viewer, category: CategoryFacts): CategoryRight[] {
  const topic = {
    category,
    kind: 'discussion',
    state: 'open',
    authorId: '',
    deleted: false,
    moved: false,
    remote: false,
    participantIds: [],
    participantGroupIds: [],
  } as const;
  const answers = {
    see: whyNot(viewer, 'see-category', category),
    read: whyNot(viewer, 'read-category', category),
    reply: whyNot(viewer, 'reply', topic),
    create: whyNot(viewer, 'create-topic', category),
    elect: whyNot(viewer, 'open-election', category),
    moderate: whyNot(viewer, 'moderate-category', category),
  } satisfies Record<CategoryRight, unknown>;
  return (Object.keys(answers) as CategoryRight[]).filter((right) => answers[right] === null);
}
