import { diffChars } from 'diff';
import type { EntityManager } from 'typeorm';
import type { Topic } from '../topics/topic.entity.ts';
import type { Post } from './post.entity.ts';

/** How long after a version was written its writer may still mend a slip in it. */
const GRACE_MINUTES = 5;
/** From so many changed characters on it is another text and not a slip. */
const SLIP_CHARACTERS = 100;

/**
 * Whether an edit only mends a slip: soon, by who wrote the version, little, and before anybody else answered,
 * read, reacted or reported. It leaves no version behind then, because nobody saw the one before. What elections
 * announce keeps every version. The topic's row lock is held.
 */
export async function mendsSlip(
  tx: EntityManager,
  { topic, post }: { topic: Topic; post: Post },
  { raw, editorId }: { raw: string; editorId: string },
): Promise<boolean> {
  // Where several edit one text, an edit that began before needs what it began with, to be merged.
  if (post.wiki || topic.kind === 'election') return false;
  if ((post.editedById ?? post.authorId) !== editorId) return false;
  if (changedCharacters(post.raw, raw) >= SLIP_CHARACTERS) return false;
  const [unseen] = await tx.query<{ id: string }[]>(
    `select p.id from post p
     where p.id = $1 and coalesce(p.revised_at, p.created_at) > clock_timestamp() - make_interval(mins => $3)
       and p.reaction_counts = '{}'
       and not exists (select from post later
         where later.topic_id = p.topic_id and later.number > p.number and later.author_id <> $2)
       and not exists (select from topic_reading r
         where r.topic_id = p.topic_id and r.account_id <> $2 and r.read @> p.number)
       and not exists (select from flag where flag.post_id = p.id)`,
    [post.id, editorId, GRACE_MINUTES],
  );
  return unseen !== undefined;
}

/** How many characters one would have to take out and put in; counted no further than a slip goes. */
function changedCharacters(before: string, after: string): number {
  const changes = diffChars(before, after, { maxEditLength: SLIP_CHARACTERS });
  if (!changes) return Infinity;
  return changes.reduce((sum, { added, removed, count }) => sum + (added || removed ? count : 0), 0);
}
