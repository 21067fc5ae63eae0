import type { EntityManager } from 'typeorm';
import { Poll } from './poll.entity.ts';

/** A poll as the server says that it lives on. */
export type PollElsewhere = Pick<Poll, 'question' | 'options' | 'closesAt' | 'homeVotes' | 'homeVoters'> & {
  kind: 'single' | 'multiple';
};

/** Keeps how a poll stands at its home. Where it asks something else than before, it is another poll. */
export async function savePollElsewhere(
  tx: EntityManager,
  postId: string,
  given: PollElsewhere & Pick<Poll, 'home'>,
): Promise<void> {
  const known = await tx.findOneBy(Poll, { postId });
  if (known && asksTheSame(given, known)) {
    await tx.update(Poll, { postId }, given);
    return;
  }
  await tx.delete(Poll, { postId });
  await tx.insert(Poll, { ...given, postId, anonymous: false, results: 'after-vote', isPublic: true });
}

function asksTheSame(given: PollElsewhere, known: Poll): boolean {
  return given.kind === known.kind && JSON.stringify(given.options) === JSON.stringify(known.options);
}
